namespace SamFast;

/// <summary>AdamW with torch's defaults: a weight decay of 1e-2, where optax has 1e-4.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html. The same as <c>torch.optim.AdamW</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="weightDecay">λ, decoupled and multiplied by the learning rate.</param>
/// <param name="amsgrad">True to divide by the largest second moment so far: <see cref="ScaleByTorchAmsgradAttribute"/>.</param>
[ScaleByAdam, ScaleByTorchAmsgrad, AddDecayedWeights, ScaleByLearningRate]
public sealed class TorchAdamWAttribute(
    double learningRate = 1e-3, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double weightDecay = 1e-2,
    [Chooses("ScaleByTorchAmsgrad", "ScaleByAdam")] bool amsgrad = false) : AliasAttribute;
