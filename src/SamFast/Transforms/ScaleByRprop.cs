using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Accumulate<T>(
        Vector512<T> update, ref Vector512<T> size, ref Vector512<T> sign,
        Vector512<T> etaMinus, Vector512<T> etaPlus, Vector512<T> minStepSize, Vector512<T> maxStepSize,
        Vector512<T> start)
    {
        var now = Lanes.Sign(update);
        var agreement = now * sign;
        var hasChanged = Vector512.LessThan(agreement, Vector512<T>.Zero);
        var hasStayed = Vector512.GreaterThan(agreement, Vector512<T>.Zero);
        var before = size + start;
        var resized = before * Vector512.ConditionalSelect(hasStayed, etaPlus, etaMinus);
        size = Vector512.ConditionalSelect(
            hasChanged | hasStayed, Vector512.Min(Vector512.Max(resized, minStepSize), maxStepSize), before);
        sign = Vector512.ConditionalSelect(hasChanged, Vector512<T>.Zero, now);
    }

    /// <summary>Size times sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> size, Vector512<T> sign) => size * sign;
}
