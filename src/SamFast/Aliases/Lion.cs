namespace SamFast;

/// <summary>Lion: evolved sign momentum.</summary>
/// <remarks>Chen et al. 2023 (arXiv:2302.06675). The same as <c>optax.lion</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the weight of the average in the direction.</param>
/// <param name="b2">β₂, the decay of the average.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
[ScaleByLion, AddDecayedWeights, ScaleByLearningRate]
public sealed class LionAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.99, double weightDecay = 1e-3) : AliasAttribute;
