using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>DoWG: DoG with squared norms weighted by the squared distance. No learning rate is needed.</summary>
/// <remarks>Khaled, Mishchenko and Jin 2023 (arXiv:2305.16284). The same as
/// <c>optax.contrib.scale_by_dowg</c>.</remarks>
/// <param name="initEstimSqDist">The first squared distance; 0, the default, takes ε.</param>
/// <param name="eps">ε, added outside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByDowgAttribute(
    [Interval("[0, ∞)")] double initEstimSqDist = 0, [Interval("(0, ∞)")] double eps = 1e-4) : TransformAttribute
{
    /// <summary>The history of the distance and of the updates.</summary>
    public struct State
    {
        /// <summary>r², the square of the largest distance.</summary>
        public double MaxSquaredDistance;

        /// <summary>v, the weighted sum of the squared norms of the updates.</summary>
        public double WeightedSum;
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

    /// <summary>‖p − p₀‖², over all parameters; in the first step, ‖p₀‖², which is not used.</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredDistance<L>(L parameter, L origin) where L : ILanes<L> =>
        (parameter - origin) * (parameter - origin);

    /// <summary>‖u‖², over all parameters.</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>r² ← max(r², ‖p − p₀‖²), v ← v + r²‖u‖²; the factor: r² ÷ (√v + ε).</summary>
    public static void Prepare(
        double squaredDistance, double squaredNorm, double initEstimSqDist, double eps, long count,
        ref State history, out Coefficients<double> coefficients)
    {
        history.MaxSquaredDistance = count > 0 ? Math.Max(history.MaxSquaredDistance, squaredDistance)
            : initEstimSqDist > 0 ? initEstimSqDist
            : eps;
        history.WeightedSum += history.MaxSquaredDistance * squaredNorm;
        coefficients.Factor = history.MaxSquaredDistance / (Math.Sqrt(history.WeightedSum) + eps);
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
