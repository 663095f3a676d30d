using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>DoG: multiplies the update by the largest distance from the initial parameters, divided by the root of the sum of
/// its squared norms. No learning rate is needed.</summary>
/// <remarks>Ivgi, Hinder and Carmon 2023 (arXiv:2302.12022). The same as <c>optax.contrib.scale_by_dog</c>, whose
/// <c>init_step</c> is a pair of <paramref name="initStep"/> and <paramref name="initValue"/>. The authors average
/// the parameters that it visits.</remarks>
/// <param name="initStep">The meaning of <paramref name="initValue"/>.</param>
/// <param name="initValue">The value that makes the first step positive. As a heuristic, 1e-4 for models with batch
/// normalization.</param>
/// <param name="eps">ε, added inside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByDogAttribute(
    DogInitStep initStep = DogInitStep.Heuristic,
    [Interval("[0, ∞)")] double initValue = 1e-6,
    [Interval("(0, ∞)")] double eps = 1e-8) : TransformAttribute
{
    /// <summary>The history of the distance and of the updates.</summary>
    public struct State
    {
        /// <summary>The largest distance.</summary>
        public double MaxDistance;

        /// <summary>The sum of the squared norms of the updates.</summary>
        public double SquaredSum;
    }

    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>The factor of the update.</summary>
        [LearningRateFactor]
        public TValue Factor;

        /// <summary>1 in the first step, and 0 later.</summary>
        public TValue IsFirst;
    }

    /// <summary>‖p − p₀‖², over all parameters; in the first step, ‖p₀‖².</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredDistance<L>(L parameter, L origin) where L : ILanes<L> =>
        (parameter - origin) * (parameter - origin);

    /// <summary>‖u‖², over all parameters.</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>The factor: max ‖p − p₀‖ ÷ √(Σ‖u‖² + ε).</summary>
    public static void Prepare(
        double squaredDistance, double squaredNorm, DogInitStep initStep, double initValue, double eps, long count,
        ref State history, out Coefficients<double> coefficients)
    {
        double distance = Math.Sqrt(squaredDistance);
        history.MaxDistance = count > 0 ? Math.Max(history.MaxDistance, distance)
            : initStep == DogInitStep.Distance ? initValue
            : initStep == DogInitStep.Heuristic ? initValue * (1 + distance)
            : 0;
        history.SquaredSum += squaredNorm;
        coefficients.Factor = count == 0 && initStep == DogInitStep.LearningRate
            ? initValue
            : history.MaxDistance / Math.Sqrt(history.SquaredSum + eps);
        coefficients.IsFirst = Origin.IsFirst(count);
    }

    /// <summary>p₀ ← p, in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L parameter, [Position] ref L origin, L isFirst) where L : ILanes<L> =>
        origin = Origin.Of(parameter, origin, isFirst);

    /// <summary>u · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L factor) where L : ILanes<L> => update * factor;
}
