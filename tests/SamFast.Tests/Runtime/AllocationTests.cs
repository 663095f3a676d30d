using System.Numerics;

namespace SamFast.Tests;

/// <summary>A step allocates nothing: every declared optimizer, every mode, every kind of gradient function.</summary>
[Collection(Alone)]
public class AllocationTests
{
    internal const string Alone = "Alone";
    private const int WarmUp = 3;
    private const int Steps = 12;
    private const int Attempts = 5;

    public static TheoryData<Type> Steppers => Declared.Theory(Declared.All.Except(Declared.Opaque));

    public static TheoryData<Type> Opaque => Declared.Theory(Declared.Opaque);

    [Theory, MemberData(nameof(Steppers))]
    public void A_step_allocates_nothing(Type optimizer) => Declared.Visit(optimizer, new StepCheck());

    [Theory, MemberData(nameof(Opaque))]
    public void An_opaque_step_allocates_nothing(Type optimizer) => Declared.Visit(optimizer, new OpaqueCheck());

    [Fact]
    public void The_measurement_sees_a_single_object()
    {
        object? kept = null;
        Assert.NotEqual(0, AllocatedBy(() => kept = new object()));
        Assert.NotNull(kept);
    }

    [Fact]
    public void A_step_on_several_threads_allocates_nothing_on_any_of_them()
    {
        foreach (int threads in (int[])[2, 3, 7])
        {
            var optimizer = new ClippedAdamW(100_003) { ThreadCount = threads };
            var parameters = Vectors.Uniform<float>(100_003, 1);
            var gradients = Vectors.Uniform<float>(100_003, 2);
            Assert.Equal(0, AllocatedBy(
                () => optimizer.Step(parameters, gradients), () => GC.GetTotalAllocatedBytes(precise: true)));
        }
    }

    [Theory, MemberData(nameof(Steppers))]
    public void A_step_on_two_threads_allocates_nothing(Type optimizer) =>
        Declared.Visit(optimizer, new StepCheck { Threads = 2 });

    // A garbage collection retires the thread's allocation buffer and counts the rest of it as
    // allocated. A step that allocates does so in every attempt.
    internal static long AllocatedBy(Action step, Func<long>? meter = null)
    {
        meter ??= GC.GetAllocatedBytesForCurrentThread;
        for (int i = 0; i < WarmUp; i++)
            step();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = meter();
            for (int i = 0; i < Steps; i++)
                step();
            least = Math.Min(least, meter() - before);
        }

        return least;
    }

    private sealed class StepCheck : Declared.ICheck
    {
        public int Threads { get; init; } = 1;

        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (int length in (int[])[2, 1000, 100_003])
            {
                var optimizer = Declared.New<IGradientOptimizer<T>>(type, length);
                ((Optimizer<T>)optimizer).ThreadCount = Threads;
                var parameters = Vectors.Uniform<T>(length, 1);
                var gradients = Vectors.Uniform<T>(length, 2);
                Assert.Equal(0, AllocatedBy(() => optimizer.Step(parameters, gradients)));
            }
        }
    }

    private sealed class OpaqueCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (int length in (int[])[2, 1000, 100_003])
            {
                var optimizer = Declared.New<IOpaqueSam<T>>(type, length);
                var parameters = Vectors.Uniform<T>(length, 1);
                var gradients = Vectors.Uniform<T>(length, 2);
                var target = Vectors.Uniform<T>(length, 3);

                var parabola = new Parabola<T>(target);
                Assert.Equal(0, AllocatedBy(() => optimizer.Step(parameters, ref parabola)));
                Assert.Equal(0, AllocatedBy(() => optimizer.Step(parameters, gradients, ref parabola)));

                Assert.Equal(0, AllocatedBy(() =>
                {
                    var spans = new SpanParabola<T>(target);
                    optimizer.Step(parameters, ref spans);
                }));

                GradientFunction<T> function = (point, gradient) => point.CopyTo(gradient);
                Assert.Equal(0, AllocatedBy(() => optimizer.Step(parameters, function)));
                Assert.Equal(0, AllocatedBy(() => optimizer.Step(parameters, gradients, function)));
            }
        }
    }
}

/// <summary>Measured while no other test runs.</summary>
[CollectionDefinition(AllocationTests.Alone, DisableParallelization = true)]
public class Alone;
