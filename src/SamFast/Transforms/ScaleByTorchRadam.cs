using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Rectified Adam, with ε added to the root of the second moment before that is corrected.</summary>
/// <remarks>Liu et al. 2020 (arXiv:1908.03265). The same as the rescaling of <c>torch.optim.RAdam</c>. optax adds ε
/// after the correction, and rectifies from a threshold of exactly 5 on, not above it.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
[ScaleInvariant]
public sealed class ScaleByTorchRadamAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-8) : TransformAttribute
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

        /// <summary>The rectification times the correction of the second moment.</summary>
        public TValue Rectification;

        /// <summary>1 if the second moment is known well enough, and 0 before.</summary>
        public TValue IsAdaptive;
    }

    /// <summary>The length of the average, ρ; where it is above 5, the rectification times the correction of the second
    /// moment.</summary>
    public static void Prepare(
        double b1, double b2, long count, [StartsAt(1)] ref double b1Power, [StartsAt(1)] ref double b2Power,
        out Coefficients<double> coefficients)
    {
        b1Power = Powers.Next(b1Power, b1);
        b2Power = Powers.Next(b2Power, b2);
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.MuScale = 1 / (1 - b1Power);
        double limit = 2 / (1 - b2) - 1;
        double length = limit - 2 * (count + 1) * b2Power / (1 - b2Power);
        coefficients.IsAdaptive = length > 5 ? 1 : 0;
        coefficients.Rectification = length > 5
            ? Math.Sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length) * (1 - b2Power))
            : 1;
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, ν ← β₂ν + (1 − β₂)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L mu, ref L nu, L b1, L oneMinusB1, L b2, L oneMinusB2) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        nu = L.MultiplyAdd(b2, nu, oneMinusB2 * (update * update));
    }

    /// <summary>The corrected first moment; over the root of the second one, once that is known well enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L mu, L nu, L muScale, L rectification, L isAdaptive, L eps, Precision precision) where L : ILanes<L>
    {
        var corrected = muScale * mu;
        var adaptive = L.Divide(rectification * corrected, L.Sqrt(nu) + eps, precision);
        return L.IfEqual(isAdaptive, L.One, adaptive, corrected);
    }
}
