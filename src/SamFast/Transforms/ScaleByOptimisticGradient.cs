using System.Runtime.CompilerServices;

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
    public static L Update<L>(L update, ref L previous, L alphaPlusBeta, L beta, L isFirst) where L : ILanes<L>
    {
        var before = L.IfGreater(isFirst, L.Zero, update, previous);
        previous = update;
        return L.MultiplyAdd(alphaPlusBeta, update, -(beta * before));
    }
}
