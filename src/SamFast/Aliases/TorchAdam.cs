namespace SamFast;

/// <summary>Adam as in torch: weight decay in the gradient.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html. The same as <c>torch.optim.Adam</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
/// <param name="amsgrad">True to divide by the largest second moment so far: <see cref="ScaleByTorchAmsgradAttribute"/>.</param>
[AddDecayedWeights, ScaleByAdam, ScaleByTorchAmsgrad, ScaleByLearningRate]
public sealed class TorchAdamAttribute(
    double learningRate = 1e-3, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double weightDecay = 0,
    [Chooses("ScaleByTorchAmsgrad", "ScaleByAdam")] bool amsgrad = false) : AliasAttribute;
