using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Projects the moved parameters onto a box: min(max(p, lower), upper).</summary>
/// <remarks>A projection: one of the last links of a chain. The same as <c>optax.projections.projection_box</c> of the
/// updated parameters, with scalar bounds. NaN remains NaN.</remarks>
/// <param name="lower">The smallest value of a parameter.</param>
/// <param name="upper">The largest; at least <paramref name="lower"/>.</param>
public sealed class ProjectBoxAttribute(double lower, [Interval("[lower, ∞)")] double upper) : TransformAttribute
{
    /// <summary>min(max(p, lower), upper).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Project<T>(Vector512<T> parameter, Vector512<T> lower, Vector512<T> upper) =>
        Vector512.Min(Vector512.Max(parameter, lower), upper);
}
