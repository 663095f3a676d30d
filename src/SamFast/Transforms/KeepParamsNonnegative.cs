using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Limits the update so that no parameter becomes negative. It must be the last transform of a chain: later ones would
/// change the step again.</summary>
/// <remarks>The same as <c>optax.keep_params_nonnegative</c>: a parameter that is negative already moves to 0, unless
/// its update takes it beyond; NaN remains NaN.</remarks>
public sealed class KeepParamsNonnegativeAttribute : TransformAttribute
{
    /// <summary>u, or −p where p + u is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter) where L : ILanes<L> =>
        L.IfLess(parameter + update, L.Zero, -parameter, update);
}
