using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Measures the 2-norm of the update of each tensor and passes the update unchanged.</summary>
/// <remarks>The same as <c>optax.snapshot</c> of the norm of each leaf. The optimizer has the norms of the last step as a method: <c>TensorGradientNormOf(int tensor)</c> where no transform before
/// this one has changed the gradient, <c>TensorUpdateNormOf(int tensor)</c> elsewhere; NaN of a tensor that is not measured. They are
/// part of the state, and of checkpoints.</remarks>
public sealed class MeasureTensorNormsAttribute : TransformAttribute
{
    /// <summary>‖u‖² of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredUpdate<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>‖u‖.</summary>
    public static void Conclude(
        double squaredUpdate,
        [Reported("TensorUpdateNorm", AtHead = "TensorGradientNorm", Description = "2-norm of the update of a tensor")]
        ref double tensorNorm) => tensorNorm = Math.Sqrt(squaredUpdate);
}
