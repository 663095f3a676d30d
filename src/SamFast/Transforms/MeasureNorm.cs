using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Measures the 2-norm of the update and passes it unchanged.</summary>
/// <remarks>
/// <para>The same as <c>optax.snapshot</c> of the global norm. The optimizer has the norm of the last step as a property:
/// <c>GradientNorm</c> where no transform before this one has changed the gradient, <c>UpdateNorm</c> elsewhere; in SAM's
/// adversary, <c>AscentGradientNorm</c> and <c>AscentUpdateNorm</c>.</para>
/// <para>It is measured in a sweep that reads the update anyway, and costs no memory traffic, except before a transform over
/// whole tensors that consumes the gradient. It keeps no state: checkpoints with and without it are the same. Squares are formed
/// in the parameters' own type, and may overflow.</para>
/// </remarks>
public sealed class MeasureNormAttribute : TransformAttribute
{
    /// <summary>‖u‖², over all parameters.</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;
}
