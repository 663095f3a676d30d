using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Projects the moved parameters onto the numbers that are not negative: max(p, 0).</summary>
/// <remarks>A projection: one of the last links of a chain. The same as
/// <c>optax.projections.projection_non_negative</c> of the updated parameters. NaN remains NaN.</remarks>
public sealed class ProjectNonNegativeAttribute : TransformAttribute
{
    /// <summary>max(p, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Project<L>(L parameter) where L : ILanes<L> => L.Max(parameter, L.Zero);
}
