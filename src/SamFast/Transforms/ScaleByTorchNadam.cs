using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>NAdam with a momentum that grows from β₁ ÷ 2 to β₁, and bias corrections that are its products.</summary>
/// <remarks>Dozat 2016 (openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ). The same as the rescaling of
/// <c>torch.optim.NAdam</c>. optax's Nesterov variant of Adam has a constant momentum.</remarks>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="momentumDecay">ψ: the momentum of step t is β₁(1 − ½·0.96^(tψ)).</param>
[ScaleInvariant]
public sealed class ScaleByTorchNadamAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.999,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double momentumDecay = 4e-3) : TransformAttribute
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

        /// <summary>The factor of the update.</summary>
        public TValue UpdateScale;

        /// <summary>The factor of the second moment.</summary>
        public TValue NuScale;
    }

    /// <summary>The momenta of this step and the next one, and the corrections.</summary>
    public static void Prepare(
        double b1, double b2, double momentumDecay, [StartsAt(1)] ref double warmup, [StartsAt(1)] ref double momenta,
        [StartsAt(1)] ref double b2Power, out Coefficients<double> coefficients)
    {
        double decay = Math.Pow(0.96, momentumDecay);
        warmup = Powers.Next(warmup, decay);
        double momentum = b1 * (1 - 0.5 * warmup);
        double next = b1 * (1 - 0.5 * warmup * decay);
        momenta = Powers.Next(momenta, momentum);
        b2Power = Powers.Next(b2Power, b2);
        coefficients.OneMinusB1 = 1 - b1;
        coefficients.OneMinusB2 = 1 - b2;
        coefficients.MuScale = next / (1 - momenta * next);
        coefficients.UpdateScale = (1 - momentum) / (1 - momenta);
        coefficients.NuScale = 1 / (1 - b2Power);
    }

    /// <summary>The moments: μ ← β₁μ + (1 − β₁)u, ν ← β₂ν + (1 − β₂)u².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L mu, ref L nu, L b1, L oneMinusB1, L b2, L oneMinusB2) where L : ILanes<L>
    {
        mu = L.MultiplyAdd(b1, mu, oneMinusB1 * update);
        nu = L.MultiplyAdd(b2, nu, oneMinusB2 * (update * update));
    }

    /// <summary>The first moment, one step ahead, over the root of the corrected second one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L mu, L nu, L muScale, L updateScale, L nuScale, L eps, Precision precision) where L : ILanes<L> =>
        L.Divide(
            L.MultiplyAdd(muScale, mu, updateScale * update), L.Sqrt(nuScale * nu) + eps, precision);
}
