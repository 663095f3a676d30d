using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Makes every update 0: the parameters do not move, even if the gradient is NaN.</summary>
/// <remarks>The same as <c>optax.set_to_zero</c>.</remarks>
public sealed class SetToZeroAttribute : TransformAttribute
{
    /// <summary>0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update) where L : ILanes<L> => L.Zero;
}
