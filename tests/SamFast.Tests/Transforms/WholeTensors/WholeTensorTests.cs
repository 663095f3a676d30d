using System.Numerics;

namespace SamFast.Tests.Transforms.WholeTensors;

/// <summary>Transforms of whole tensors: the same bits with any number of threads and separate tensors; no
/// allocation.</summary>
[Collection(AllocationTests.Alone)]
public class WholeTensorTests
{
    private const int Steps = 5;

    private static readonly Layout s_layout =
    [
        new("kernel", [3, 3, 8, 20]), new("none", [0, 4]), new("w", [70, 130]), new("b", [130]), new("one", []),
        new("tall", [90, 7]), new("row", [1, 33]), new("cube", [5, 6, 7]), new("wide", [17, 300]),
    ];

    public static TheoryData<Type> All =>
    [
        .. typeof(WholeTensorTests).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(WholeTensorTests).Namespace && Declared.PrecisionOf(t) is not null
                && !t.GetInterfaces().Any(i => i.Name.StartsWith("IOpaque", StringComparison.Ordinal))),
    ];

    [Theory, MemberData(nameof(All))]
    public void A_step_allocates_nothing_on_any_thread(Type optimizer) => Declared.Visit(optimizer, new AllocationCheck());

    [Theory, MemberData(nameof(All))]
    public void Any_number_of_threads_gives_the_same_bits(Type optimizer) => Declared.Visit(optimizer, new ThreadCheck());

    [Theory, MemberData(nameof(All))]
    public void Separate_tensors_give_the_same_bits(Type optimizer) => Declared.Visit(optimizer, new ScatterCheck());

    [Theory, MemberData(nameof(All))]
    public void Each_tensor_steps_as_if_it_were_alone_unless_something_is_measured_over_all(Type optimizer)
    {
        if (!optimizer.Name.Contains("Late", StringComparison.Ordinal) && !optimizer.Name.Contains("Sam", StringComparison.Ordinal)
            && !optimizer.Name.Contains("Ascent", StringComparison.Ordinal))
            Declared.Visit(optimizer, new AloneCheck());
    }

    [Fact]
    public void A_consumable_gradient_is_transformed_in_place()
    {
        var (optimizer, consuming) = (new Centralized(s_layout), new ConsumingCentralized(s_layout));
        float[] expected = Vectors.Uniform<float>(s_layout.ParameterCount, 1), parameters = [.. expected];
        for (int step = 0; step < Steps; step++)
        {
            var gradients = Vectors.Uniform<float>(expected.Length, 2 + step);
            optimizer.Step(expected, gradients);
            consuming.Step(parameters, gradients);
        }

        Bits.AssertSame<float>(expected, parameters);
    }

    [Fact]
    public void A_gate_decides_before_a_tensor_is_transformed_in_place()
    {
        var (never, once) = (new SkippingSm3(s_layout), new SkippingSm3(s_layout));
        float[] expected = Vectors.Uniform<float>(s_layout.ParameterCount, 1), parameters = [.. expected];
        for (int step = 0; step < Steps; step++)
        {
            never.Step(expected, Vectors.Uniform<float>(expected.Length, 2 + step));
            once.Step(parameters, Vectors.Uniform<float>(expected.Length, 2 + step));
            float[] gradients = Vectors.Uniform<float>(expected.Length, 1);
            gradients[step] = float.NaN;
            float[] before = [.. gradients];
            once.Step(parameters, gradients);
            Assert.False(once.LastStepWasApplied);
            Bits.AssertSame<float>(before, gradients);
            Bits.AssertSame<float>(expected, parameters);
        }
    }

    [Fact]
    public void Gathered_gradients_are_centralized_when_they_are_complete()
    {
        var (optimizer, gathering) = (new Centralized(s_layout), new GatheredCentralized(s_layout));
        float[] expected = Vectors.Uniform<float>(s_layout.ParameterCount, 1), parameters = [.. expected];
        for (int step = 0; step < Steps; step++)
        {
            float[] first = Vectors.Uniform<float>(expected.Length, 2 + step), second = Vectors.Uniform<float>(expected.Length, 20 + step);
            optimizer.Step(expected, first.Zip(second, (a, b) => a + b).ToArray());
            gathering.Step(parameters, first);
            gathering.Step(parameters, second);
            Bits.AssertSame<float>(expected, parameters);
        }
    }

    [Fact]
    public void Both_modes_of_SAM_centralize_the_gradients_of_their_ascents()
    {
        var (transparent, opaque) = (new CentralizedSam(s_layout), new OpaqueCentralizedSam(s_layout));
        float[] expected = Vectors.Uniform<float>(s_layout.ParameterCount, 1), parameters = [.. expected];
        int call = 0;
        for (int phase = 0; phase < 9; phase++)
            transparent.Step(expected, Vectors.Uniform<float>(expected.Length, phase));
        for (int period = 0; period < 3; period++)
        {
            opaque.Step(parameters, Vectors.Uniform<float>(expected.Length, call++),
                (_, gradient) => Vectors.Uniform<float>(gradient.Length, call++).CopyTo(gradient));
        }

        Bits.AssertSame<float>(expected, parameters);
    }

    private static T[] Walk<T>(Type type, Layout layout, int threads) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var optimizer = New<T>(type, layout, threads);
        var parameters = Vectors.Uniform<T>(layout.ParameterCount, 1);
        for (int step = 0; step < Steps; step++)
            Step(optimizer, parameters, Vectors.Uniform<T>(parameters.Length, 2 + step));
        return parameters;
    }

    private static Optimizer<T> New<T>(Type type, Layout layout, int threads) where T : unmanaged
    {
        var optimizer = (Optimizer<T>)Activator.CreateInstance(type, layout)!;
        optimizer.ThreadCount = threads;
        return optimizer;
    }

    private static void Step<T>(Optimizer<T> optimizer, Span<T> parameters, T[] gradients) where T : unmanaged
    {
        if (optimizer is IGradientOptimizer<T> plain)
            plain.Step(parameters, gradients);
        else
            ((IConsumingOptimizer<T>)optimizer).Step(parameters, gradients);
    }

    private sealed class AllocationCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (int threads in (int[])[1, 2])
            {
                var optimizer = New<T>(type, s_layout, threads);
                var parameters = Vectors.Uniform<T>(s_layout.ParameterCount, 1);
                var gradients = Vectors.Uniform<T>(s_layout.ParameterCount, 2);
                Assert.Equal(0, AllocationTests.AllocatedBy(
                    () => Step(optimizer, parameters, gradients), () => GC.GetTotalAllocatedBytes(precise: true)));
            }
        }
    }

    private sealed class ThreadCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var expected = Walk<T>(type, s_layout, 1);
            Assert.All(expected, value => Assert.True(T.IsFinite(value)));
            foreach (int threads in (int[])[2, 3, 7])
                Bits.AssertSame<T>(expected, Walk<T>(type, s_layout, threads), $"{threads} threads:");
        }
    }

    private sealed class ScatterCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var expected = Walk<T>(type, s_layout, 1);
            var optimizer = New<T>(type, s_layout, 2);
            var parameters = Split(Vectors.Uniform<T>(s_layout.ParameterCount, 1));
            T[][] gradients = [.. s_layout.Select(shape => new T[shape.Length])];
            using var tensors = new TensorBuffers<T>(parameters, gradients);
            for (int step = 0; step < Steps; step++)
            {
                foreach (var (from, to) in Split(Vectors.Uniform<T>(s_layout.ParameterCount, 2 + step)).Zip(gradients))
                    from.CopyTo(to, 0);
                type.GetMethod("Step", [typeof(TensorBuffers<T>)])!.Invoke(optimizer, [tensors]);
            }

            Bits.AssertSame<T>(expected, parameters.SelectMany(tensor => tensor).ToArray());
        }

        private static T[][] Split<T>(T[] flat)
        {
            int start = 0;
            return [.. s_layout.Select(shape => flat[start..(start += shape.Length)])];
        }
    }

    private sealed class AloneCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            int length = s_layout.ParameterCount, start = 0;
            T[] together = Walk<T>(type, s_layout, 1);
            foreach (var shape in s_layout)
            {
                var alone = New<T>(type, [shape], 1);
                var parameters = Vectors.Uniform<T>(length, 1)[start..(start + shape.Length)];
                for (int step = 0; step < Steps; step++)
                    Step(alone, parameters, Vectors.Uniform<T>(length, 2 + step)[start..(start + shape.Length)]);
                Bits.AssertSame<T>(together.AsSpan(start, shape.Length), parameters, shape.ToString());
                start += shape.Length;
            }
        }
    }
}
