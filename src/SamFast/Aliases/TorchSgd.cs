namespace SamFast;

/// <summary>SGD as in torch: weight decay in the gradient, momentum with dampening.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html. The same as <c>torch.optim.SGD</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="momentum">The trace's decay; 0 is no momentum and no state.</param>
/// <param name="dampening">The fraction of a new gradient that the momentum omits, in all steps except the first.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
/// <param name="nesterov">True for Nesterov momentum. As in torch, it requires a momentum above 0 and a dampening
/// of 0.</param>
[AddDecayedWeights, DampenedTrace(0), ScaleByLearningRate]
public sealed class TorchSgdAttribute(
    double learningRate = 1e-3, [Sets("DampenedTrace.decay")] double momentum = 0, double dampening = 0,
    double weightDecay = 0, [Requires("momentum", "(0, 1)"), Requires("dampening", "[0, 0]")] bool nesterov = false) : AliasAttribute;
