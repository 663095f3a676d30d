namespace SamFast;

/// <summary>NAdam as in torch: a momentum that grows, and weight decay in the gradient.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.NAdam.html. The same as <c>torch.optim.NAdam</c> without
/// <c>decoupled_weight_decay</c>; for that, write
/// <c>[ScaleByTorchNadam, AddDecayedWeights(…), ScaleByLearningRate(…)]</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
/// <param name="momentumDecay">ψ: the momentum of step t is β₁(1 − ½·0.96^(tψ)).</param>
[AddDecayedWeights, ScaleByTorchNadam, ScaleByLearningRate]
public sealed class TorchNAdamAttribute(
    double learningRate = 2e-3, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double weightDecay = 0,
    double momentumDecay = 4e-3) : AliasAttribute;
