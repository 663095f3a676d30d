namespace SamFast;

/// <summary>Adam with decoupled weight decay.</summary>
/// <remarks>Loshchilov and Hutter 2019 (arXiv:1711.05101). The same as <c>optax.adamw</c>, its default decay of 1e-4
/// included (torch's is 1e-2); with <paramref name="nesterov"/>, as <c>optax.nadamw</c>. The decay is multiplied by the
/// learning rate.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="weightDecay">λ, the weight decay.</param>
/// <param name="nesterov">True for Nesterov momentum: NAdamW.</param>
[ScaleByAdam, AddDecayedWeights, ScaleByLearningRate]
public sealed class AdamWAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double epsRoot = 0,
    double weightDecay = 1e-4, bool nesterov = false) : AliasAttribute;
