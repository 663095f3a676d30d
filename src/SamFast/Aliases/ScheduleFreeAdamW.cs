namespace SamFast;

/// <summary>Schedule-Free AdamW: AdamW whose momentum is the average of the parameters.</summary>
/// <remarks>Defazio et al. 2024 (arXiv:2405.15682). The same as <c>optax.contrib.schedule_free_adamw</c>; for its
/// <c>warmup_steps</c>, let a <see cref="WarmupConstantAttribute"/> follow. Take the evaluation parameters for
/// evaluation.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute and does not decay.</param>
/// <param name="b1">β, how near to the average the gradients are taken.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="weightDecay">λ, the decoupled weight decay, at y.</param>
/// <param name="weightLrPower">By how much early steps of a warm-up count less.</param>
[ScaleByRms(epsInSqrt: false, biasCorrection: true), AddDecayedWeights, ScaleByLearningRate, ScheduleFree]
public sealed class ScheduleFreeAdamWAttribute(
    double learningRate = 0.0025, double b1 = 0.9, [Sets("ScaleByRms.decay")] double b2 = 0.999, double eps = 1e-8,
    double weightDecay = 0, double weightLrPower = 2) : AliasAttribute;
