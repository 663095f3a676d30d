using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Adan's rescaling: (m̂ + (1 − β₂)v̂) / (√(n̂ + ε_root) + ε), with averages of the update, of its
/// difference to the one before, and of the square of both together.</summary>
/// <remarks>Xie et al. 2022, Algorithm 1 (arXiv:2208.06677), whose βs are 1 minus these. The same as
/// <c>optax.scale_by_adan</c>: all three averages are bias-corrected, and the first difference is 0.</remarks>
/// <param name="b1">β₁, the decay of the average of the update.</param>
/// <param name="b2">β₂, the decay of the average of the difference.</param>
/// <param name="b3">β₃, the decay of the average of the square.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByAdanAttribute(
    [Interval("[0, 1)")] double b1 = 0.98,
    [Interval("[0, 1)")] double b2 = 0.92,
    [Interval("[0, 1)")] double b3 = 0.99,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double epsRoot = 0) : TransformAttribute
{
    /// <summary>The running powers of the decays.</summary>
    public struct State
    {
        /// <summary>β₁ᵗ.</summary>
        [StartsAt(1)]
        public double B1Power;

        /// <summary>β₂ᵗ.</summary>
        [StartsAt(1)]
        public double B2Power;

        /// <summary>β₃ᵗ.</summary>
        [StartsAt(1)]
        public double B3Power;
    }

    /// <summary>The coefficients, as scalars or as lanes.</summary>
    public struct Coefficients<TValue>
    {
        /// <summary>1 − β₁.</summary>
        public TValue OneMinusB1;

        /// <summary>1 − β₂.</summary>
        public TValue OneMinusB2;

        /// <summary>1 − β₃.</summary>
        public TValue OneMinusB3;

        /// <summary>The factor of m.</summary>
        public TValue MScale;

        /// <summary>The factor of v.</summary>
        public TValue VScale;

        /// <summary>The factor of n.</summary>
        public TValue NScale;

        /// <summary>1 in the first step, and 0 later.</summary>
        public TValue IsFirst;
    }

    /// <summary>The averages.</summary>
    public struct Moments<TValue>
    {
        /// <summary>Of the update.</summary>
        public TValue M;

        /// <summary>Of its difference.</summary>
        public TValue V;

        /// <summary>Of the squares.</summary>
        public TValue N;
    }

    /// <summary>Bias corrections, from the running powers of the three decays, and 1 in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(
        long count, double b1, double b2, double b3, ref State powers, out Coefficients<double> coefficients)
    {
        powers.B1Power = Powers.Next(powers.B1Power, b1);
        powers.B2Power = Powers.Next(powers.B2Power, b2);
        powers.B3Power = Powers.Next(powers.B3Power, b3);
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.OneMinusB3 = 1 - b3;
        coefficients.MScale = 1 / (1 - powers.B1Power);
        coefficients.VScale = coefficients.OneMinusB2 / (1 - powers.B2Power);
        coefficients.NScale = 1 / (1 - powers.B3Power);
        coefficients.IsFirst = count == 0 ? 1 : 0;
    }

    /// <summary>With δ = u − u₋: m ← β₁m + (1 − β₁)u, v ← β₂v + (1 − β₂)δ, n ← β₃n + (1 − β₃)(u + (1 −
    /// β₂)δ)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref Moments<L> moments, ref L previous, L b1, L b2, L b3, Coefficients<L> coefficients) where L : ILanes<L>
    {
        var difference = L.IfGreater(
            coefficients.IsFirst, L.Zero, L.Zero, update - previous);
        var ahead = L.MultiplyAdd(coefficients.OneMinusB2, difference, update);
        moments.M = L.MultiplyAdd(b1, moments.M, coefficients.OneMinusB1 * update);
        moments.V = L.MultiplyAdd(b2, moments.V, coefficients.OneMinusB2 * difference);
        moments.N = L.MultiplyAdd(b3, moments.N, coefficients.OneMinusB3 * (ahead * ahead));
        previous = update;
    }

    /// <summary>The averages of the update and of its difference, over the root of the average square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        Moments<L> moments, Coefficients<L> coefficients, L eps, L epsRoot, Precision precision) where L : ILanes<L> =>
        L.Divide(
            L.MultiplyAdd(coefficients.MScale, moments.M, coefficients.VScale * moments.V),
            L.Sqrt(L.MultiplyAdd(coefficients.NScale, moments.N, epsRoot)) + eps,
            precision);
}
