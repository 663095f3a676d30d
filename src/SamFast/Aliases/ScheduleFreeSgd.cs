namespace SamFast;

/// <summary>Schedule-Free SGD.</summary>
/// <remarks>Defazio et al. 2024 (arXiv:2405.15682). The same as <c>optax.contrib.schedule_free_sgd</c>; for its
/// <c>warmup_steps</c>, let a <see cref="WarmupConstantAttribute"/> follow. Take the evaluation parameters for
/// evaluation.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute and does not decay.</param>
/// <param name="b1">β, how near to the average the gradients are taken.</param>
/// <param name="weightDecay">λ, added to the gradient: at y, and multiplied by the learning rate.</param>
/// <param name="weightLrPower">By how much early steps of a warm-up count less.</param>
[AddDecayedWeights, ScaleByLearningRate, ScheduleFree]
public sealed class ScheduleFreeSgdAttribute(
    double learningRate = 1, double b1 = 0.9, double weightDecay = 0, double weightLrPower = 2) : AliasAttribute;
