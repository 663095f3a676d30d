using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Layer-wise DoG: multiplies the update of each tensor by the longest distance from where it began, over
/// the root of the sum of its squared gradients. No learning rate is needed.</summary>
/// <remarks>Ivgi, Hinder and Carmon 2023 (arXiv:2302.12022). The same as
/// <c>optax.scale_by_distance_over_gradients</c>, for a <c>param_dtype</c> that is the parameters' own. The authors
/// average the parameters that it visits.</remarks>
/// <param name="repsRel">The first distance, relative to 1 + ‖p₀‖: 1e-4 for models with batch normalization.</param>
/// <param name="eps">ε, added inside the square root.</param>
/// <param name="globalScale">A factor of everything.</param>
[ScaleInvariant]
public sealed class ScaleByDistanceOverGradientsAttribute(
    [Interval("[0, ∞)")] double repsRel = 1e-6,
    [Interval("(0, ∞)")] double eps = 1e-8,
    double globalScale = 1) : TransformAttribute
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
        public TValue Factor;

        /// <summary>1 in the first step, and 0 later.</summary>
        public TValue IsFirst;
    }

    /// <summary>‖p − p₀‖² of a tensor; in the first step, ‖p₀‖².</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredDistance<L>(L parameter, L origin) where L : ILanes<L> =>
        (parameter - origin) * (parameter - origin);

    /// <summary>‖u‖² of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredUpdate<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>The factor: max ‖p − p₀‖ ÷ √(Σ‖u‖² + ε).</summary>
    public static void Prepare(
        double squaredDistance, double squaredUpdate, double repsRel, double eps, double globalScale, long count,
        ref State history, out Coefficients<double> coefficients)
    {
        double distance = Math.Sqrt(squaredDistance);
        history.MaxDistance = count == 0 ? repsRel * (1 + distance) : Math.Max(history.MaxDistance, distance);
        history.SquaredSum += squaredUpdate;
        coefficients.Factor = globalScale * history.MaxDistance / Math.Sqrt(history.SquaredSum + eps);
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
