namespace SamFast;

/// <summary>Adamax as torch has it: weight decay in the gradient.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.Adamax.html. The same as
/// <c>torch.optim.Adamax</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the maximum.</param>
/// <param name="eps">ε, added to the magnitude of the gradient.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
[AddDecayedWeights, ScaleByAdamax, ScaleByLearningRate]
public sealed class TorchAdamaxAttribute(
    double learningRate = 2e-3, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double weightDecay = 0)
    : AliasAttribute;
