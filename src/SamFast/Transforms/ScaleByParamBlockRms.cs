using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Multiplies the update of each tensor by the root mean square of its parameters.</summary>
/// <remarks>Shazeer and Stern 2018, Section 8 (arXiv:1804.04235). The same as
/// <c>optax.scale_by_param_block_rms</c>.</remarks>
/// <param name="minScale">A smaller root mean square counts as this one, so that a tensor of zeros can move.</param>
public sealed class ScaleByParamBlockRmsAttribute([Interval("[0, ∞)")] double minScale = 1e-3) : TransformAttribute
{
    /// <summary>‖p‖² of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredParameter<L>(L parameter) where L : ILanes<L> => parameter * parameter;

    /// <summary>The number of elements of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Elements<L>(L parameter) where L : ILanes<L> => L.One;

    /// <summary>The factor: max(rms, min).</summary>
    public static void Prepare(double squaredParameter, double elements, double minScale, out double factor) =>
        factor = Math.Max(Math.Sqrt(squaredParameter / elements), minScale);

    /// <summary>u · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L factor) where L : ILanes<L> => update * factor;
}
