using System.Buffers;

namespace SamFast.Tests.Runtime;

/// <summary>An optimizer is used by one thread at a time, and not by the gradient function that it calls: everybody else gets
/// an exception, and the step that is being made goes on as if nothing had been tried.</summary>
public class TurnTests
{
    private const int Small = 5, Large = 3 * 4096;

    public static TheoryData<int> Lengths => [Small, Large];

    public static TheoryData<string> Uses => [.. s_uses.Keys];

    private static readonly Dictionary<string, Action<Interrupted, float[], float[]>> s_uses = new()
    {
        ["Step"] = (optimizer, p, g) => optimizer.Step(p, g),
        ["Step of tensors"] = (optimizer, p, g) =>
        {
            using var tensors = new TensorBuffers<float>([p], [g]);
            optimizer.Step(tensors);
        },
        ["Save"] = (optimizer, _, _) => optimizer.Save(new ArrayBufferWriter<byte>()),
        ["Load"] = (optimizer, p, _) => optimizer.Load(Saved(new Interrupted(p.Length))),
        ["Reset"] = (optimizer, _, _) => optimizer.Reset(),
        ["Clone"] = (optimizer, _, _) => optimizer.Clone(),
        ["GrowTo"] = (optimizer, p, _) => optimizer.GrowTo(Layout.Of(p.Length + 1)),
    };

    [Theory, MemberData(nameof(Uses))]
    public void In_the_middle_of_a_step_every_other_use_is_refused(string use)
    {
        foreach (int length in (int[])[Small, Large])
        {
            var (parameters, expected) = (new float[length], new float[length]);
            var gradient = Vectors.Uniform<float>(length, 1);
            var (optimizer, untroubled) = (new Interrupted(length), new Interrupted(length));
            string message = "";
            for (int step = 0; step < 3; step++)
            {
                InterruptAttribute.Next(() => message = Assert.Throws<InvalidOperationException>(
                    () => s_uses[use](optimizer, new float[length], new float[length])).Message);

                // Set: what is computed once is computed again, and interrupted there.
                optimizer.LearningRate = untroubled.LearningRate;
                optimizer.Step(parameters, gradient);
                untroubled.Step(expected, gradient);
                Bits.AssertSame<float>(expected, parameters);
            }

            Assert.Contains("This Interrupted is in the middle of a step", message, StringComparison.Ordinal);
            Assert.Contains("one thread at a time", message, StringComparison.Ordinal);
            s_uses[use](optimizer, new float[length], new float[length]);
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void A_second_thread_is_refused_and_the_first_one_goes_on(int length)
    {
        var (parameters, expected) = (new float[length], new float[length]);
        var gradient = Vectors.Uniform<float>(length, 1);
        var (optimizer, untroubled) = (new Interrupted(length), new Interrupted(length));
        Exception? refusal = null;
        InterruptAttribute.Next(() =>
        {
            var second = new Thread(() => refusal = Record.Exception(() => optimizer.Step(new float[length], gradient)));
            second.Start();
            second.Join();
        });
        optimizer.Step(parameters, gradient);
        untroubled.Step(expected, gradient);

        Assert.IsType<InvalidOperationException>(refusal);
        Bits.AssertSame<float>(expected, parameters);
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void Steps_of_two_threads_at_full_speed_are_all_made_or_refused()
    {
        const int Attempts = 2000;
        var optimizer = new Interrupted(Large);
        var parameters = new float[Large];
        var gradient = Vectors.Uniform<float>(Large, 1);
        int made = 0, refused = 0;
        void Attempt()
        {
            for (int i = 0; i < Attempts; i++)
            {
                if (Record.Exception(() => optimizer.Step(parameters, gradient)) is null)
                    Interlocked.Increment(ref made);
                else
                    Interlocked.Increment(ref refused);
            }
        }

        Thread[] threads = [new(Attempt), new(Attempt)];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        var expected = new float[Large];
        var alone = new Interrupted(Large);
        for (int i = 0; i < made; i++)
            alone.Step(expected, gradient);
        Assert.Equal(2 * Attempts, made + refused);
        Assert.Equal(made, optimizer.StepCount);
        Bits.AssertSame<float>(expected, parameters);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void A_gradient_function_that_steps_its_optimizer_is_refused_and_nothing_is_modified(int length)
    {
        var optimizer = new InterruptedOpaque(length);
        float[] parameters = Vectors.Uniform<float>(length, 2), before = [.. parameters];

        var refused = Assert.Throws<InvalidOperationException>(
            () => optimizer.Step(parameters, (point, g) => optimizer.Step(new float[length], (_, _) => { })));

        Assert.Contains("not from its gradient function", refused.Message, StringComparison.Ordinal);
        Bits.AssertSame<float>(before, parameters);
        Assert.Equal(0, optimizer.StepCount);
        optimizer.Step(parameters, Surface.Gradient);
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void Leaving_SAM_early_is_refused_in_the_middle_of_a_step()
    {
        var optimizer = new InterruptedSam(Small);
        var parameters = new float[Small];
        optimizer.Step(parameters, Vectors.Uniform<float>(Small, 1));
        InterruptAttribute.Next(() => Assert.Throws<InvalidOperationException>(() => optimizer.Restore(new float[Small])));
        optimizer.Step(parameters, Vectors.Uniform<float>(Small, 2));
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void Tensors_cannot_be_disposed_of_or_stepped_by_another_optimizer_in_the_middle_of_a_step()
    {
        var tensors = new TensorBuffers<float>([new float[2], new float[3]], [[1, 2], [3, 4, 5]]);
        var optimizer = new Interrupted(2, 3);
        InterruptAttribute.Next(() =>
        {
            Assert.Contains("Dispose of them after the step", Assert.Throws<InvalidOperationException>(tensors.Dispose).Message,
                StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => new PlainSgd(2, 3).Step(tensors));
        });
        optimizer.Step(tensors);
        Assert.False(tensors.IsDisposed);
        new PlainSgd(2, 3).Step(tensors);

        tensors.Dispose();
        Assert.True(tensors.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => optimizer.Step(tensors));
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void An_exception_in_the_middle_of_a_step_does_not_lock_the_optimizer()
    {
        var optimizer = new Interrupted(Small);
        InterruptAttribute.Next(() => throw new TimeoutException());
        Assert.Throws<TimeoutException>(() => optimizer.Step(new float[Small], new float[Small]));
        optimizer.Step(new float[Small], new float[Small]);
        Assert.Equal(1, optimizer.StepCount);
    }

    private static byte[] Saved(Interrupted optimizer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        optimizer.Save(buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
