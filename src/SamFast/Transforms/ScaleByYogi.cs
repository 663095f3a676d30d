using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Yogi's rescaling: Adam's, with a second moment that changes by a fraction of u², irrespective of its
/// magnitude.</summary>
/// <remarks>Zaheer et al. 2018, Algorithm 2 (NeurIPS). The same as <c>optax.scale_by_yogi</c>: both moments start at
/// the initial value, and are nevertheless corrected as if they had started at 0.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂: the second moment moves by (1 − β₂)u².</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="initialAccumulatorValue">The initial value of both moments.</param>
[ScaleInvariant]
public sealed class ScaleByYogiAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-3,
    [Interval("[0, ∞)")] double epsRoot = 0,
    [Interval("[0, ∞)")] double initialAccumulatorValue = 1e-6) : TransformAttribute
{
    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 − β₁.</summary>
        public TValue OneMinusB1;

        /// <summary>1 − β₂.</summary>
        public TValue OneMinusB2;

        /// <summary>The factor of the first moment.</summary>
        public TValue MuScale;

        /// <summary>The factor of the second moment.</summary>
        public TValue NuScale;

        /// <summary>The initial value of the moments in the first step, and 0 later.</summary>
        public TValue Start;
    }

    /// <summary>Bias corrections, from the running powers β₁ᵗ and β₂ᵗ, and what the first step adds to moments that are
    /// kept from 0: their initial value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double b1, double b2, double initialAccumulatorValue,
        [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power, out Coefficients<double> coefficients)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.MuScale = 1 / (1 - b1Power);
        coefficients.NuScale = 1 / (1 - b2Power);
        coefficients.Start = count == 0 ? initialAccumulatorValue : 0;
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, ν ← ν − (1 − β₂)·sign(ν − u²)·u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L mu, ref L nu, L b1, L oneMinusB1, L oneMinusB2, L start) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu + start, oneMinusB1 * update);
        var square = update * update;
        var before = nu + start;
        nu = before - oneMinusB2 * (L.Sign(before - square) * square);
    }

    /// <summary>The corrected first moment over the root of the corrected second one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L mu, L nu, L muScale, L nuScale, L eps, L epsRoot, Precision precision) where L : ILanes<L> =>
        L.Divide(muScale * mu, L.Sqrt(L.MultiplyAdd(nuScale, nu, epsRoot)) + eps, precision);
}
