namespace SamFast.Generators.Tests.Fuzzing;

/// <summary>Whole programs with custom transforms, gates, schedules and aliases, so that mutations reach all of the contract of
/// kernels.</summary>
internal static class UserTransforms
{
    public static IReadOnlyList<string> All { get; } =
    [
        Declared.Rows + "[Optimizer, Rows(0.25), Sgd(0.1)] public sealed partial class Subject;",
        """
        public sealed class GlobalRmsAttribute([Interval("[0, 1)")] double decay = 0.99, [Interval("(0, ∞)")] double eps = 1e-8)
            : TransformAttribute
        {
            [Sum]
            public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

            public static void Prepare(double squaredNorm, double decay, double eps, [StartsAt(1)] ref double average, out double factor)
            {
                average = decay * average + (1 - decay) * squaredNorm;
                factor = 1 / (Math.Sqrt(average) + eps);
            }

            public static L Update<L>(L update, L factor) where L : ILanes<L> => factor * update;
        }

        [Optimizer<double>, GlobalRms(0.5), Sgd(0.1), Linear(1, 0, 10)] public sealed partial class Subject;
        """,
        """
        public sealed class OddAttribute(double decay = 0.5, bool eager = false, double seed = 0) : TransformAttribute
        {
            [Max(MeasureScope.Tensor)]
            public static L Largest<L>(L update, L mu) where L : ILanes<L> => L.Abs(update - mu);

            [Sum(MeasureScope.Tensor, AfterAccumulate = true)]
            public static L Length<L>(L mu) where L : ILanes<L> => mu * mu;

            public static void Prepare(double largest, double decay, long count, out double weight) => weight = decay * largest * count;

            public static void Accumulate<L>(L update, [StartsAt(0.5)] ref L mu, L weight) where L : ILanes<L> =>
                mu += weight * update;

            public static void Conclude(double length, double weight, ref double last, out double factor)
            {
                factor = last + weight;
                last = length;
            }

            public static L Update<L>(
                L update, L mu, L factor, [Normal] L noise, bool eager, Precision precision) where L : ILanes<L> =>
                eager ? mu : L.Divide(update, factor + noise, precision);

            public static L EvaluationParameters<L>(L parameter, L mu) where L : ILanes<L> => parameter + mu;
        }

        namespace Deep
        {
            public partial class Around
            {
                [Optimizer(FlushBelow = 1e-30), Odd(eager: true, BFloat16 = "mu", Mask = "!a"), Scale(-0.1)]
                private sealed partial class Subject { public int Count; }
            }
        }
        """,
        """
        public sealed class EverySecondAttribute([Interval("[1, ∞)")] int period = 2) : ConditionallyMaskAttribute
        {
            [Sum]
            public static L SquaredNorm<L>(L update, L parameter) where L : ILanes<L> => update * parameter;

            public static bool ShouldStep(double squaredNorm, int period, long count, ref long taken) =>
                squaredNorm > 0 && count % period == 1 && ++taken > 0;
        }

        public sealed class SomeAttribute(double chance = 0.5) : ConditionallyTransformAttribute
        {
            public static bool ShouldStep(double chance, ref double credit) => (credit += chance) > 1;
        }

        [Optimizer, EverySecond(3), Some(0.25, Wraps = 1), Trace(0.9), Sgd(0.1)] public sealed partial class Subject;
        """,
        """
        public sealed class SawAttribute(double low, double high, int[] teeth) : ScheduleAttribute
        {
            public static double Evaluate(long count, double low, double high, ReadOnlySpan<int> teeth) =>
                low + (high - low) * (count % teeth[0]) / teeth[0];
        }

        [ScaleByAdam(0.8), AddDecayedWeights, ScaleByLearningRate]
        public sealed class MineAttribute(
            double learningRate, double weightDecay = 0, [Sets("ScaleByAdam.b2")] double memory = 0.99) : AliasAttribute
        {
            [SetsMask("AddDecayedWeights")]
            public string? Spare { get; init; }
        }

        [Optimizer, Mine(0.1, memory: 0.9, Spare = "norm"), Saw(0, 1, new[] { 3 }), ProjectBox(-1, 1)] public partial class Subject;
        """,
        """
        public sealed class TurnAttribute(int depth = 2) : TransformAttribute
        {
            public static void Transform<T>(
                WholeVector<T> update, [Copies("depth")] WholeVectors<T> past, [Copies(3)] Span<double> scalars, long count, int depth)
                where T : unmanaged
            {
                past[(int)(count % depth)].Set(update);
                scalars[0] = update.Dot(update);
            }
        }

        [Optimizer, Turn(3), Sgd(1), ScaleByZoomLinesearch(9)] public sealed partial class Subject;
        """,
        """
        public sealed class BallAttribute([Interval("[0, ∞)")] double radius = 1) : TransformAttribute
        {
            [Sum]
            public static L SquaredNorm<L>(L parameter) where L : ILanes<L> => parameter * parameter;

            public static void Prepare(double squaredNorm, double radius, out double factor) =>
                factor = Math.Min(1, radius / Math.Sqrt(squaredNorm));

            public static L Project<L>(L parameter, L factor) where L : ILanes<L> => factor * parameter;
        }

        public sealed class BeginAttribute : TransformAttribute
        {
            public static L Update<L>(L update, [Shared("trace", "mu")] L mean) where L : ILanes<L> => update - mean;
        }

        public sealed class BothAttribute(double weight = 0.5) : TransformAttribute
        {
            public static void Prepare(bool hasClimbed, double weight, out double share) => share = hasClimbed ? weight : 0;

            public static L Update<L>(L update, L ascentGradient, L share) where L : ILanes<L> =>
                update + share * ascentGradient;
        }

        [Optimizer, Trace(0.9), Begin, Sgd(0.1), Ball(2)] public sealed partial class Outer;
        [Optimizer, Normalize, Sgd(0.1)] public sealed partial class Ascent;
        [Optimizer<float>, Partition<Outer>("a"), Partition<Ascent>("b")] public sealed partial class Parts;
        [SkipNotFinite, Sam<Outer, Ascent>(3, false, SamMode.Opaque), Both(0.25)] public sealed partial class Subject;
        [MultiSteps(2), Sam<Parts>(0.1), Linear(0, 1, 10)] public sealed partial class Other;
        """,
    ];
}
