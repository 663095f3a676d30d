using System.Numerics;

namespace SamFast.Tests.Parameters;

/// <summary>Parameters that are separate tensors, stepped where they are.</summary>
[Collection(AllocationTests.Alone)]
public class TensorsTests
{
    private static readonly int[] s_lengths = [64, 0, 3, 4096, 17, 9001, 1];

    public static TheoryData<Type> Steppers => Declared.Theory(Declared.All.Except(Declared.Opaque));

    [Theory, MemberData(nameof(Steppers))]
    public void Separate_tensors_step_as_one_flat_vector_does(Type optimizer) => Declared.Visit(optimizer, new SameAsFlat());

    [Fact]
    public void Two_hundred_tensors_step_without_allocation()
    {
        int[] lengths = [.. Enumerable.Repeat(64, 200)];
        using var tensors = Make<float>(lengths, 1, out _, out _);
        var optimizer = new ClippedAdamW(lengths);
        Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(tensors)));
    }

    [Fact]
    public void Tensors_of_other_lengths_are_refused_and_nothing_changes()
    {
        using var tensors = Make<float>([2, 3], 1, out float[][] parameters, out _);
        float[][] before = [.. parameters.Select(p => (float[])p.Clone())];
        var exception = Assert.Throws<ArgumentException>(() => new PlainAdam(3, 2).Step(tensors));
        Assert.Equal("tensors", exception.ParamName);
        Assert.Equal(before, parameters);
        Assert.Throws<ArgumentException>(() => new PlainAdam(5).Step(tensors));
        Assert.Throws<ArgumentNullException>(() => new PlainAdam(5).Step(null!));
    }

    [Fact]
    public void Disposed_tensors_are_refused()
    {
        var tensors = Make<float>([2, 3], 1, out _, out _);
        var optimizer = new PlainAdam(2, 3);
        optimizer.Step(tensors);
        tensors.Dispose();
        Assert.Throws<ObjectDisposedException>(() => optimizer.Step(tensors));
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public unsafe void Tensors_of_somebody_else_are_stepped_wherever_they_are_at_the_time()
    {
        var optimizer = new PlainAdam(2, 0, 3);
        using var tensors = new TensorBuffers<float>([2, 0, 3]);
        float[] parameters = [1, 2, 3, 4, 5], gradients = [.1f, .2f, .3f, .4f, .5f, -.1f, -.2f, -.3f, -.4f, -.5f];
        float[] expected = [.. parameters];
        var reference = new PlainAdam(2, 0, 3);
        fixed (float* p = parameters, g = gradients)
        {
            foreach (int half in (int[])[0, 5])
            {
                tensors.Place(0, p, g + half);
                tensors.Place(1, null, null);
                tensors.Place(2, p + 2, g + half + 2);
                optimizer.Step(tensors);
                reference.Step(expected, gradients.AsSpan(half, 5));
            }
        }

        Assert.Equal(expected, parameters);
    }

    [Theory, InlineData(1), InlineData(2)]
    public unsafe void Tensors_with_and_without_gaps_between_them_are_stepped_alike(int threads)
    {
        int[] lengths = [64, 16, 4096, 0, 32, 5, 48, 8192, 16, 16];
        int total = lengths.Sum();
        PlainAdam optimizer = new(lengths) { ThreadCount = threads }, flat = new(lengths) { ThreadCount = threads }, reference = new(total);
        using var tensors = new TensorBuffers<float>(lengths);
        float[] expected = Vectors.Uniform<float>(total, 1), same = [.. expected], parameters = new float[2 * total], gradients = new float[2 * total];
        fixed (float* p = parameters, g = gradients)
        {
            float*[] places = new float*[lengths.Length];
            foreach (var (parameterGap, gradientGap, lastGap) in (ReadOnlySpan<(int, int, int)>)[(0, 0, 9), (16, 16, 9), (0, 16, 4), (0, 0, 3), (1, 0, 9)])
            {
                float[] gradient = Vectors.Uniform<float>(total, 2 + parameterGap + gradientGap + lastGap);
                int done = 0, parameter = 0, slope = 0;
                for (int i = 0; i < lengths.Length; done += lengths[i++])
                {
                    places[i] = p + parameter;
                    expected.AsSpan(done, lengths[i]).CopyTo(new Span<float>(p + parameter, lengths[i]));
                    gradient.AsSpan(done, lengths[i]).CopyTo(new Span<float>(g + slope, lengths[i]));
                    tensors.Place(i, p + parameter, g + slope);
                    parameter += lengths[i] + (i <= lastGap ? parameterGap : 0);
                    slope += lengths[i] + (i <= lastGap ? gradientGap : 0);
                }

                optimizer.Step(tensors);
                flat.Step(same, gradient);
                reference.Step(expected, gradient);
                Bits.AssertSame<float>(expected, same);
                float[] stepped = [.. Enumerable.Range(0, lengths.Length).SelectMany(i => new Span<float>(places[i], lengths[i]).ToArray())];
                Bits.AssertSame<float>(expected, stepped);
            }
        }
    }

    [Fact]
    public unsafe void Tensors_that_are_nowhere_are_refused()
    {
        var optimizer = new PlainAdam(2, 3);
        using var tensors = new TensorBuffers<float>([2, 3]);
        var memory = stackalloc float[10];
        tensors.Place(0, memory, memory + 2);
        tensors.Place(0, memory, memory + 2);
        var refusal = Assert.Throws<ArgumentException>(() => optimizer.Step(tensors));
        Assert.Contains("Call Place", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => tensors.Place(2, memory, memory + 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => tensors.Place(-1, memory, memory + 5));
        Assert.Throws<ArgumentNullException>(() => tensors.Place(1, null, memory));
        Assert.Throws<ArgumentNullException>(() => tensors.Place(1, memory, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBuffers<float>([2, -1]));
        refusal = Assert.Throws<ArgumentException>(() => tensors.Place(1, memory, memory + 2));
        Assert.Contains("overlap", refusal.Message, StringComparison.Ordinal);
        refusal = Assert.Throws<ArgumentException>(() => tensors.Place(1, memory + 2, memory));
        Assert.Contains("overlap", refusal.Message, StringComparison.Ordinal);
        tensors.Place(1, memory + 4, memory + 7);
        optimizer.Step(tensors);
        Assert.Equal(1, optimizer.StepCount);
        tensors.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tensors.Place(1, memory + 4, memory + 7));
    }

    [Fact]
    public void Tensors_that_do_not_fit_together_are_refused()
    {
        var a = new float[8];
        Assert.Contains("one gradient per tensor", Refusal([a], []), StringComparison.Ordinal);
        Assert.Contains("gradient has length 3", Refusal([a], [new float[3]]), StringComparison.Ordinal);
        Assert.Contains("overlap", Refusal([a], [a]), StringComparison.Ordinal);
        Assert.Contains("overlap", Refusal([a, a], [new float[8], new float[8]]), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new TensorBuffers<float>(null!, new float[1][]));
        Assert.Contains("overlap", Assert.Throws<ArgumentException>(() => new TensorBuffers<float>(
            [a.AsMemory(0, 5), a.AsMemory(4, 4)], [new float[5].AsMemory(), new float[4].AsMemory()])).Message, StringComparison.Ordinal);

        static string Refusal(float[][] parameters, float[][] gradients) =>
            Assert.Throws<ArgumentException>(() => new TensorBuffers<float>(parameters, gradients)).Message;
    }

    private static TensorBuffers<T> Make<T>(int[] lengths, int seed, out T[][] parameters, out T[][] gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        parameters = Split(lengths, Vectors.Uniform<T>(lengths.Sum(), seed));
        gradients = Split(lengths, Vectors.Uniform<T>(lengths.Sum(), seed + 1));
        return new TensorBuffers<T>(parameters, gradients);
    }

    private static T[][] Split<T>(int[] lengths, T[] flat)
    {
        int start = 0;
        return [.. lengths.Select(length => flat[start..(start += length)])];
    }

    private sealed class SameAsFlat : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (int threads in (int[])[1, 3])
            {
                dynamic flat = Activator.CreateInstance(type, s_lengths)!, scattered = Activator.CreateInstance(type, s_lengths)!;
                scattered.ThreadCount = threads;
                T[] expected = Vectors.Uniform<T>(s_lengths.Sum(), 1);
                using var tensors = Make<T>(s_lengths, 1, out var parameters, out var gradients);
                for (int step = 0; step < 6; step++)
                {
                    T[] gradient = Vectors.Uniform<T>(expected.Length, 2 + step);
                    T[][] parts = Split(s_lengths, gradient);
                    for (int i = 0; i < parts.Length; i++)
                        parts[i].CopyTo(gradients[i], 0);
                    ((IGradientOptimizer<T>)flat).Step(expected, gradient);
                    scattered.Step(tensors);
                }

                Bits.AssertSame<T>(expected, [.. parameters.SelectMany(p => p)], $"{threads} threads:");
            }
        }
    }
}
