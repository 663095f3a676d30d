namespace SamFast;

/// <summary>Adagrad as in torch: ε outside the root, a decaying learning rate, a sum that starts with
/// 0.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.Adagrad.html. The same as
/// <c>torch.optim.Adagrad</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="lrDecay">η: the learning rate of step t is divided by 1 + (t − 1)·η.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
/// <param name="initialAccumulatorValue">The initial value of the sum of squares.</param>
/// <param name="eps">ε, added outside the square root.</param>
[AddDecayedWeights, ScaleByAdagrad, ScaleByLearningRate]
public sealed class TorchAdagradAttribute(
    double learningRate = 1e-2, double lrDecay = 0, double weightDecay = 0, double initialAccumulatorValue = 0,
    double eps = 1e-10) : AliasAttribute;
