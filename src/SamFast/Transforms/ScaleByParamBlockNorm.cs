using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Multiplies the update of each tensor by the norm of its parameters.</summary>
/// <remarks>The same as <c>optax.scale_by_param_block_norm</c>.</remarks>
/// <param name="minScale">Smaller norms count as this one, so that a tensor of zeros can move.</param>
public sealed class ScaleByParamBlockNormAttribute([Interval("[0, ∞)")] double minScale = 1e-3) : TransformAttribute
{
    /// <summary>‖p‖² of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredParameter<L>(L parameter) where L : ILanes<L> => parameter * parameter;

    /// <summary>The factor: max(‖p‖, min).</summary>
    public static void Prepare(double squaredParameter, double minScale, out double factor) =>
        factor = Math.Max(Math.Sqrt(squaredParameter), minScale);

    /// <summary>u · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L factor) where L : ILanes<L> => update * factor;
}
