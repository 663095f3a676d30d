namespace SamFast;

/// <summary>Adamax with decoupled weight decay.</summary>
/// <remarks>Kingma and Ba 2015 (arXiv:1412.6980), Loshchilov and Hutter 2019 (arXiv:1711.05101). The same as
/// <c>optax.adamaxw</c>. The decay is multiplied by the learning rate.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the maximum.</param>
/// <param name="eps">ε, added to the magnitude of the gradient.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
[ScaleByAdamax, AddDecayedWeights, ScaleByLearningRate]
public sealed class AdamaxWAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8,
    double weightDecay = 1e-4) : AliasAttribute;
