using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Stores the component that a climb adds to the gradient orthogonally to it, and adds it, scaled to the gradient's
/// norm, in periods without a climb.</summary>
/// <remarks>Liu et al. 2022 (arXiv:2203.02714), LookSAM: <c>[ClimbEvery(10), Sam&lt;Outer&gt;(0.1), ReuseAscent]</c>. Computed
/// per tensor. There is no counterpart in optax. Write it after <c>[Sam]</c>; without a gate before it, the gradient passes
/// unchanged.</remarks>
/// <param name="alpha">α, the norm of the added component relative to the gradient's.</param>
public sealed class ReuseAscentAttribute([Interval("[0, ∞)")] double alpha = 0.7) : TransformAttribute
{
    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>The factor of the part along the gradient, after a climb.</summary>
        public TValue Along;

        /// <summary>The factor of v in later steps.</summary>
        public TValue Added;

        /// <summary>1 after a climb, and 0 otherwise.</summary>
        public TValue IsClimb;
    }

    /// <summary>⟨g, gₛ⟩.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Product<L>(L update, L ascentGradient) where L : ILanes<L> => update * ascentGradient;

    /// <summary>‖g‖².</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredAscentNorm<L>(L ascentGradient) where L : ILanes<L> => ascentGradient * ascentGradient;

    /// <summary>The square of the gradient's norm.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>‖v‖².</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredAcrossNorm<L>(L across) where L : ILanes<L> => across * across;

    /// <summary>After a climb, the part of gₛ along g; otherwise how much of v is added.</summary>
    public static void Prepare(
        double product, double squaredAscentNorm, double squaredNorm, double squaredAcrossNorm, double alpha,
        bool hasClimbed, out Coefficients<double> coefficients)
    {
        coefficients.IsClimb = hasClimbed ? 1 : 0;
        coefficients.Along = squaredAscentNorm == 0 ? 0 : product / squaredAscentNorm;
        coefficients.Added = hasClimbed ? 0 : alpha * Math.Sqrt(squaredNorm) / (Math.Sqrt(squaredAcrossNorm) + 1e-8);
    }

    /// <summary>After a climb, v ← gₛ − the part along g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L ascentGradient, ref L across, L along, L added, L isClimb) where L : ILanes<L>
    {
        across = L.IfGreater(isClimb, L.Zero, L.MultiplyAdd(-along, ascentGradient, update), across);
        return L.IfGreater(isClimb, L.Zero, update, L.MultiplyAdd(added, across, update));
    }
}
