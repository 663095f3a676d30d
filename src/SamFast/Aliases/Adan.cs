namespace SamFast;

/// <summary>Adan: adaptive Nesterov momentum, estimated from differences of gradients.</summary>
/// <remarks>Xie et al. 2022 (arXiv:2208.06677), whose βs are 1 minus these. The same as <c>optax.adan</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the average of the gradient.</param>
/// <param name="b2">β₂, the decay of the average of its difference.</param>
/// <param name="b3">β₃, the decay of the average of the square.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
[ScaleByAdan, AddDecayedWeights, ScaleByLearningRate]
public sealed class AdanAttribute(
    double learningRate = double.NaN, double b1 = 0.98, double b2 = 0.92, double b3 = 0.99, double eps = 1e-8,
    double epsRoot = 1e-8, double weightDecay = 0) : AliasAttribute;
