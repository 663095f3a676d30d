using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Adds up the updates of k steps and lets the sum pass in the last of them; the others get 0.</summary>
/// <remarks>The same as <c>optax.apply_every</c>, but for updates that are not finite: here they are forgotten with
/// the sum they are in, where optax multiplies it by 0, which keeps NaN and makes NaN of infinities.</remarks>
/// <param name="k">k, at least 1. Declared as 1, the transform is left out.</param>
public sealed class ApplyEveryAttribute([Interval("[1, ∞)"), IdentityAt(1)] int k = 1) : TransformAttribute
{
    /// <summary>1 in the first of k steps, and 1 in the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, int k, out double isFirst, out double isLast)
    {
        isFirst = count % k == 0 ? 1 : 0;
        isLast = count % k == k - 1 ? 1 : 0;
    }

    /// <summary>The sum so far: Σ ← u in the first of k steps, Σ ← Σ + u in the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(L update, ref L sum, L isFirst) where L : ILanes<L> =>
        sum = L.IfGreater(isFirst, L.Zero, update, sum + update);

    /// <summary>The sum in the last of k steps, and 0 before that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L sum, L isLast) where L : ILanes<L> =>
        L.IfGreater(isLast, L.Zero, sum, L.Zero);
}
