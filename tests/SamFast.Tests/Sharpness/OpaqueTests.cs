using System.Numerics;

namespace SamFast.Tests.Sharpness;

/// <summary>Opaque SAM: what the gradient function is told, and that a failing one leaves no trace.</summary>
public class OpaqueTests
{
    private const int Length = 37;

    public static TheoryData<Type> Opaque => Declared.Theory(Declared.Opaque);

    [Theory, MemberData(nameof(Opaque))]
    public void A_failing_gradient_function_leaves_no_trace(Type optimizer) => Declared.Visit(optimizer, new FailureCheck());

    [Theory, MemberData(nameof(Opaque))]
    public void The_gradient_function_is_told_which_evaluation_it_is(Type optimizer) =>
        Declared.Visit(optimizer, new EvaluationCheck());

    [Theory, MemberData(nameof(Opaque))]
    public void The_callers_parameters_do_not_move_during_a_period(Type optimizer) =>
        Declared.Visit(optimizer, new StillCheck());

    [Fact]
    public void An_evaluation_knows_whether_its_point_is_perturbed()
    {
        Assert.False(new GradientEvaluation(0, 3).IsPerturbed);
        Assert.True(new GradientEvaluation(1, 3).IsPerturbed);
    }

    private sealed class FailureCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            int period = Declared.SamOf(type)!.SyncPeriod;
            var tried = Declared.New<IOpaqueSam<T>>(type, Length);
            var untroubled = Declared.New<IOpaqueSam<T>>(type, Length);
            T[] ours = Vectors.Uniform<T>(Length, 1), theirs = [.. ours];
            var function = new Surface.Function<T>();
            for (int step = 0; step < 12; step++)
            {
                for (int failing = 0; failing < period; failing++)
                {
                    var failure = new Failing<T>(failing);
                    Assert.Throws<TimeoutException>(() => tried.Step(ours, ref failure));
                    Assert.Equal(failing + 1, failure.Calls);
                    Bits.AssertSame<T>(theirs, ours, $"after a failure in evaluation {failing}:");
                    Assert.Equal(step, tried.StepCount);

                    // With the first gradient given, there is one evaluation less.
                    var first = new T[Length];
                    Surface.Gradient(ours, first.AsSpan());
                    failure = new Failing<T>(failing);
                    if (failing < period - 1)
                        Assert.Throws<TimeoutException>(() => tried.Step(ours, first, ref failure));
                    Bits.AssertSame<T>(theirs, ours, $"after a failure in evaluation {failing}, first gradient known:");
                    Assert.Equal(step, tried.StepCount);
                }

                tried.Step(ours, ref function);
                untroubled.Step(theirs, ref function);
                Bits.AssertSame<T>(theirs, ours, $"step {step}:");
                Assert.Equal(step + 1, tried.StepCount);
            }
        }
    }

    private sealed class EvaluationCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            int ascents = Declared.SamOf(type)!.SyncPeriod - 1;
            var optimizer = Declared.New<IOpaqueSam<T>>(type, Length);
            var parameters = Vectors.Uniform<T>(Length, 1);
            var expected = Enumerable.Range(0, ascents + 1).Select(i => new GradientEvaluation(i, ascents)).ToArray();

            var recorder = new Recording<T>([]);
            optimizer.Step(parameters, ref recorder);
            Assert.Equal(expected, recorder.Seen);

            recorder = new Recording<T>([]);
            optimizer.Step(parameters, Vectors.Gradient<T>(Length, 1), ref recorder);
            Assert.Equal(expected[1..], recorder.Seen);
        }
    }

    private sealed class StillCheck : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var optimizer = Declared.New<IOpaqueSam<T>>(type, Length);
            var parameters = Vectors.Uniform<T>(Length, 1);
            T[] start = [.. parameters];
            int calls = 0;
            optimizer.Step(parameters, (point, gradient) =>
            {
                Bits.AssertSame<T>(start, parameters);
                Assert.Equal(calls++ > 0, !point.SequenceEqual(start));
                Surface.Gradient(point, gradient);
            });
            Assert.Equal(Declared.SamOf(type)!.SyncPeriod, calls);
        }
    }

    /// <summary>Throws in one of its calls, having written garbage.</summary>
    private struct Failing<T>(int failing) : IGradient<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public int Calls { get; private set; }

        public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
        {
            if (Calls++ == failing)
            {
                gradient.Fill(T.NaN);
                throw new TimeoutException();
            }

            Surface.Gradient(point, gradient);
        }
    }

    private readonly struct Recording<T>(List<GradientEvaluation> seen) : IGradient<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public List<GradientEvaluation> Seen => seen;

        public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
        {
            seen.Add(evaluation);
            Surface.Gradient(point, gradient);
        }
    }
}
