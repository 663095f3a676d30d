using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Resilient backpropagation: each parameter has its own step size s, which grows while the update keeps its sign, and
/// shrinks when the sign changes: s·sign(u).</summary>
/// <remarks>
/// <para>Riedmiller and Braun 1993 (ICNN), in the variant of Igel and Hüsken 2000 without backtracking (iRprop−):
/// where the sign changes, the parameter rests for a step. The same as <c>torch.optim.Rprop</c>, for an initial step
/// size between the limits: the first one is not limited here.</para>
/// <para>Not the same as <c>optax.scale_by_rprop</c>, which returns the step of the call before (its issue 1725): its
/// first update is 0, and every other one is late by a step. Signs are multiplied here, and not updates, whose product
/// may underflow to 0.</para>
/// </remarks>
/// <param name="learningRate">The step size that every parameter starts with; used in the first step only.</param>
/// <param name="etaMinus">η⁻, the factor when the sign changes.</param>
/// <param name="etaPlus">η⁺, the factor while the sign is kept.</param>
/// <param name="minStepSize">The smallest step size.</param>
/// <param name="maxStepSize">The largest step size.</param>
[ScaleInvariant]
public sealed class ScaleByRpropAttribute(
    [Interval("[0, ∞)")] double learningRate = double.NaN,
    [Interval("(0, 1)")] double etaMinus = 0.5,
    [Interval("(1, ∞)")] double etaPlus = 1.2,
    [Interval("[0, ∞)")] double minStepSize = 1e-6,
    [Interval("(0, ∞)")] double maxStepSize = 50) : TransformAttribute
{
    /// <summary>Computes the addend of the step sizes: their initial value in the first step, and 0 later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, double learningRate, out double start) =>
        start = count == 0 ? learningRate : 0;

    /// <summary>The step sizes, and the signs of this step: 0 where the sign has changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L size, ref L sign, L etaMinus, L etaPlus, L minStepSize, L maxStepSize, L start) where L : ILanes<L>
    {
        var now = L.Sign(update);
        var agreement = now * sign;
        var before = size + start;
        var resized = before * L.IfGreater(agreement, L.Zero, etaPlus, etaMinus);
        resized = L.Min(L.Max(resized, minStepSize), maxStepSize);
        size = L.IfLess(agreement, L.Zero, resized, L.IfGreater(agreement, L.Zero, resized, before));
        sign = L.IfLess(agreement, L.Zero, L.Zero, now);
    }

    /// <summary>Size times sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L size, L sign) where L : ILanes<L> => size * sign;
}
