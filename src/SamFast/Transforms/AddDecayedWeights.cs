using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Adds the decayed parameters: u + λp. Placed after the rescaling and before the learning rate, it is decoupled
/// weight decay.</summary>
/// <remarks>Loshchilov and Hutter 2019 (arXiv:1711.05101). The same as <c>optax.add_decayed_weights</c>. In SAM's
/// descent, p are the unperturbed parameters.</remarks>
/// <param name="weightDecay">λ. Declared as 0, the transform is left out.</param>
[AddsDecay]
public sealed class AddDecayedWeightsAttribute(
    [Interval("[0, ∞)"), IdentityAt(0)] double weightDecay = 0) : TransformAttribute
{
    /// <summary>u + λp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter, L weightDecay) where L : ILanes<L> =>
        L.MultiplyAdd(weightDecay, parameter, update);
}
