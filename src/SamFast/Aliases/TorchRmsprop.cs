namespace SamFast;

/// <summary>RMSProp as in torch: ε outside the root, the learning rate outside the momentum, weight decay in the
/// gradient.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html. The same as <c>torch.optim.RMSprop</c>
/// without <c>centered</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="alpha">α, the decay of the average.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
/// <param name="momentum">The trace's decay; 0 is no momentum and no state.</param>
[AddDecayedWeights, ScaleByRms(epsInSqrt: false), Trace(0), ScaleByLearningRate]
public sealed class TorchRmspropAttribute(
    double learningRate = 1e-2, [Sets("ScaleByRms.decay")] double alpha = 0.99, double eps = 1e-8,
    double weightDecay = 0, [Sets("Trace.decay")] double momentum = 0) : AliasAttribute;
