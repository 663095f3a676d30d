using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Limits the update so that no parameter becomes negative. It must be the last transform of a chain: later ones would
/// change the step again.</summary>
/// <remarks>The same as <c>optax.keep_params_nonnegative</c>: a parameter that is negative already moves to 0, unless
/// its update takes it beyond; NaN remains NaN.</remarks>
public sealed class KeepParamsNonnegativeAttribute : TransformAttribute
{
    /// <summary>u, or −p where p + u is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(Vector512<T> update, Vector512<T> parameter) =>
        Vector512.ConditionalSelect(Vector512.LessThan(parameter + update, Vector512<T>.Zero), -parameter, update);
}
