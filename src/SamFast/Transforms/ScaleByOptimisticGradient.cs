using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Corrects the update by how it has changed: (α + β)u − βu₋.</summary>
/// <remarks>Mokhtari et al. 2020 (arXiv:1901.08511). The same as <c>optax.scale_by_optimistic_gradient</c>: in the
/// first step, u₋ is u.</remarks>
/// <param name="alpha">α, the weight of the update.</param>
/// <param name="beta">β, the weight of its change.</param>
public sealed class ScaleByOptimisticGradientAttribute(
    [Interval("[0, ∞)")] double alpha = 1,
    [Interval("[0, ∞)")] double beta = 1) : TransformAttribute
{
    /// <summary>α + β, and 1 in the first step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, double alpha, double beta, out double alphaPlusBeta, out double isFirst)
    {
        alphaPlusBeta = alpha + beta;
        isFirst = count == 0 ? 1 : 0;
    }

    /// <summary>(α + β)u − βu₋; then u₋ ← u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, ref Vector512<T> previous,
        Vector512<T> alphaPlusBeta, Vector512<T> beta, Vector512<T> isFirst)
    {
        var before = Vector512.ConditionalSelect(Vector512.GreaterThan(isFirst, Vector512<T>.Zero), update, previous);
        previous = update;
        return Lanes.MultiplyAdd(alphaPlusBeta, update, -(beta * before));
    }
}
