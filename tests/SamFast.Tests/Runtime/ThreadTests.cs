using System.Numerics;

namespace SamFast.Tests.Runtime;

/// <summary>Threads make a step faster, and nothing else.</summary>
[Collection(AllocationTests.Alone)]
public class ThreadTests
{
    private const int Length = 40_003;

    public static TheoryData<Type> Steppers => Declared.Theory(Declared.All.Except(Declared.Opaque));

    public static TheoryData<Type> Opaque => Declared.Theory(Declared.Opaque);

    [Theory, MemberData(nameof(Steppers))]
    public void Any_number_of_threads_gives_the_same_bits(Type optimizer) => Declared.Visit(optimizer, new SameBits());

    [Theory, MemberData(nameof(Opaque))]
    public void Any_number_of_threads_gives_the_same_bits_in_opaque_mode(Type optimizer) =>
        Declared.Visit(optimizer, new SameBitsOpaque());

    [Fact]
    public void Optimizers_that_step_at_the_same_time_do_not_disturb_each_other()
    {
        var expected = Walk(threads: 1);
        var results = new float[4][];
        Parallel.For(0, results.Length, i => results[i] = Walk(threads: 3));
        Assert.All(results, result => Bits.AssertSame<float>(expected, result));

        static float[] Walk(int threads)
        {
            var optimizer = new ClippedAdamW(100_003) { ThreadCount = threads };
            var parameters = Vectors.Uniform<float>(100_003, 1);
            for (int step = 0; step < 50; step++)
                optimizer.Step(parameters, Vectors.Gradient<float>(100_003, step));
            return parameters;
        }
    }

    [Fact]
    public void Ten_thousand_steps_on_two_threads_all_end()
    {
        var optimizer = new ClippedAdamW(3 * 4096) { ThreadCount = 2 };
        var parameters = new float[3 * 4096];
        var gradients = Vectors.Uniform<float>(3 * 4096, 2);
        for (int step = 0; step < 10_000; step++)
            optimizer.Step(parameters, gradients);
        Assert.Equal(10_000, optimizer.StepCount);
    }

    [Theory, InlineData(0), InlineData(-1)]
    public void Fewer_than_one_thread_is_refused_and_changes_nothing(int threads)
    {
        var optimizer = new PlainAdam(2) { ThreadCount = 3 };
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.ThreadCount = threads);
        Assert.Equal(3, optimizer.ThreadCount);
    }

    [Theory, InlineData(1), InlineData(4)]
    public void An_exception_of_a_kernel_reaches_the_caller(int threads)
    {
        var optimizer = new Tripping(100_003) { ThreadCount = threads };
        var parameters = new float[100_003];
        var gradients = new float[100_003];
        optimizer.Step(parameters, gradients);

        gradients[50_000] = 1;
        var exception = Record.Exception(() => optimizer.Step(parameters, gradients));
        Assert.Equal(nameof(TripOnOneAttribute), (exception as AggregateException)?.InnerException?.Message ?? exception?.Message);

        gradients[50_000] = 0;
        optimizer.Step(parameters, gradients);
        Assert.Equal(2, optimizer.StepCount);
    }

    [Fact]
    public void After_a_thread_lost_its_core_with_a_tile_the_next_steps_are_the_callers_alone_and_later_ones_not()
    {
        var optimizer = new Stalling(20 * 4096) { ThreadCount = 2 };
        var parameters = new float[20 * 4096];
        var gradients = new float[20 * 4096];
        AwaitWorkers();

        // The last elements of each tile, so that the caller is through with the others meanwhile.
        for (int tile = 0; tile < 20; tile++)
            gradients[(tile * 4096) + 4095] = 1;
        AwaitWorkers();
        gradients.AsSpan().Clear();
        int before = StallWorkersOnOneAttribute.BlocksOfWorkers;
        optimizer.Step(parameters, gradients);
        Assert.Equal(before, StallWorkersOnOneAttribute.BlocksOfWorkers);
        AwaitWorkers();

        void AwaitWorkers()
        {
            int blocks = StallWorkersOnOneAttribute.BlocksOfWorkers;
            while (blocks == StallWorkersOnOneAttribute.BlocksOfWorkers)
                optimizer.Step(parameters, gradients);
        }
    }

    private sealed class SameBits : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var expected = Walk(1);
            foreach (int threads in (int[])[2, 3, 7])
                Bits.AssertSame<T>(expected, Walk(threads), $"{threads} threads:");

            T[] Walk(int threads)
            {
                var optimizer = Declared.New<IGradientOptimizer<T>>(type, Length);
                ((Optimizer<T>)optimizer).ThreadCount = threads;
                var parameters = Vectors.Uniform<T>(Length, 1);
                for (int step = 0; step < 4; step++)
                    optimizer.Step(parameters, Vectors.Uniform<T>(Length, 2 + step));
                return parameters;
            }
        }
    }

    private sealed class SameBitsOpaque : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var expected = Walk(1);
            foreach (int threads in (int[])[2, 7])
                Bits.AssertSame<T>(expected, Walk(threads), $"{threads} threads:");

            T[] Walk(int threads)
            {
                var optimizer = Declared.New<IOpaqueSam<T>>(type, Length);
                ((Optimizer<T>)optimizer).ThreadCount = threads;
                var parameters = Vectors.Uniform<T>(Length, 1);
                var parabola = new Parabola<T>(Vectors.Uniform<T>(Length, 3));
                for (int step = 0; step < 3; step++)
                    optimizer.Step(parameters, ref parabola);
                return parameters;
            }
        }
    }
}
