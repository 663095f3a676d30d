namespace SamFast;

/// <summary>SGD as torch has it: weight decay in the gradient, momentum with dampening.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html. The same as <c>torch.optim.SGD</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="momentum">The trace's decay; 0 is no momentum and no state.</param>
/// <param name="dampening">How much of a new gradient the momentum loses, in all steps but the first.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
/// <param name="nesterov">Whether the momentum looks one step ahead; as in torch, it takes a momentum above 0 and a dampening
/// of 0.</param>
[AddDecayedWeights, DampenedTrace(0), ScaleByLearningRate]
public sealed class TorchSgdAttribute(
    double learningRate = 1e-3, [Sets("DampenedTrace.decay")] double momentum = 0, double dampening = 0,
    double weightDecay = 0, [Requires("momentum", "(0, 1)"), Requires("dampening", "[0, 0]")] bool nesterov = false) : AliasAttribute;
