using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Scales the update of each tensor by the ratio of the parameters' norm to its own.</summary>
/// <remarks>You et al. 2017 (LARS, arXiv:1708.03888) and 2020 (LAMB, arXiv:1904.00962). The same as
/// <c>optax.scale_by_trust_ratio</c>: where either norm is 0, the update passes unchanged.</remarks>
/// <param name="minNorm">Smaller norms count as this one.</param>
/// <param name="trustCoefficient">A factor of the ratio.</param>
/// <param name="eps">ε, added to the update's norm.</param>
[ScaleInvariant]
public sealed class ScaleByTrustRatioAttribute(
    [Interval("[0, ∞)")] double minNorm = 0,
    [Interval("[0, ∞)")] double trustCoefficient = 1,
    [Interval("[0, ∞)")] double eps = 0) : TransformAttribute
{
    /// <summary>‖u‖² of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredUpdate<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>‖p‖² of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredParameter<L>(L parameter) where L : ILanes<L> => parameter * parameter;

    /// <summary>The ratio: coefficient · max(‖p‖, min) ÷ (max(‖u‖, min) + ε).</summary>
    public static void Prepare(
        double squaredUpdate, double squaredParameter, double minNorm, double trustCoefficient, double eps,
        [Reported(Description = "Factor of the update of a tensor")] out double trustRatio)
    {
        // Both roots at once: many small tensors wait for the divider.
        var norms = Vector128.Max(Vector128.Sqrt(Vector128.Create(squaredUpdate, squaredParameter)), Vector128.Create(minNorm));
        double updateNorm = norms[0], parameterNorm = norms[1];
        trustRatio = updateNorm == 0 || parameterNorm == 0 ? 1 : trustCoefficient * parameterNorm / (updateNorm + eps);
    }

    /// <summary>r·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L trustRatio) where L : ILanes<L> => trustRatio * update;
}
