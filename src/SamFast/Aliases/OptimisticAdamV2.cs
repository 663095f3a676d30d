namespace SamFast;

/// <summary>Optimistic Adam: each of Adam's directions is corrected by its last change.</summary>
/// <remarks>Daskalakis et al. 2018 (arXiv:1711.00141). The same as <c>optax.optimistic_adam_v2</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="alpha">α, the weight of the direction.</param>
/// <param name="beta">β, the weight of its change.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="nesterov">True for Nesterov momentum, as in NAdam.</param>
[ScaleByAdam, ScaleByOptimisticGradient, ScaleByLearningRate]
public sealed class OptimisticAdamV2Attribute(
    double learningRate = double.NaN, double alpha = 1, double beta = 1, double b1 = 0.9, double b2 = 0.999,
    double eps = 1e-8, double epsRoot = 0, bool nesterov = true) : AliasAttribute;
