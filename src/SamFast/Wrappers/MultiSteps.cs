using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Gradient accumulation: the chain runs in every k-th call, with the mean of k gradients or with their sum;
/// the other calls only accumulate.</summary>
/// <remarks>
/// <para>The same as <c>optax.MultiSteps</c>; its <c>should_skip_update_fn</c> is a gate before it: <c>[SkipNotFinite]</c>,
/// <c>[SkipLargeUpdates]</c> or a custom one; calls that it drops do not count. A gate after it decides about the mean. The
/// running mean is Welford's: m += (g − m) ÷ n, as (g ÷ 2 − m ÷ 2) ÷ (n ÷ 2), which is as exact and does not overflow.</para>
/// <para>Unlike optax, the chain is not evaluated in the calls that only accumulate; the accumulator has the type of the
/// parameters; and k is read in every call, so that a smaller value ends the current round.</para>
/// <para>The first call of a round writes the accumulator, and the last one only reads it: it is never cleared.
/// Properties: <c>MicroStep</c> is the number of accumulated gradients, 0 to k − 1; <c>StepCount</c> counts the steps of
/// the chain, and so do its schedules.</para>
/// </remarks>
/// <param name="everyK">k; a number, or a schedule of the rounds completed that follows as an attribute. A fraction
/// counts as the next whole number.</param>
/// <param name="useGradMean">True if the chain gets the mean of the gradients; false for the sum.</param>
public sealed class MultiStepsAttribute([Interval("[1, ∞)")] double everyK = double.NaN, bool useGradMean = true)
    : WrapperAttribute
{
    /// <summary>n ÷ 2, n being the number of gradients that the accumulator holds afterwards.</summary>
    /// <param name="count">The number gathered before.</param>
    /// <param name="half">n ÷ 2.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, out double half) => half = (count + 1) / 2.0;

    /// <summary>m ← m + (g ÷ 2 − m ÷ 2) ÷ (n ÷ 2), or m + g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, ref L accumulated, L half, bool useGradMean, Precision precision) where L : ILanes<L>
    {
        var point5 = L.Create(0.5);
        accumulated = useGradMean
            ? accumulated + L.Divide(L.MultiplyAdd(update, point5, -(accumulated * point5)), half, precision)
            : accumulated + update;
    }

    /// <summary>The same for the last gradient of a round, which is not stored. If it is the only one, the accumulator
    /// holds the rest of the previous round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L accumulated, L half, bool useGradMean, Precision precision) where L : ILanes<L>
    {
        accumulated = L.IfEqual(half, L.Create(0.5), L.Zero, accumulated);
        Accumulate(update, ref accumulated, half, useGradMean, precision);
        return accumulated;
    }
}
