namespace SamFast;

/// <summary>LAMB: Adam's direction, scaled to each tensor's norm.</summary>
/// <remarks>You et al. 2020 (arXiv:1904.00962). The same as <c>optax.lamb</c>. Give the constructor the lengths of the
/// tensors: the ratio of norms is taken for each.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
[ScaleByAdam, AddDecayedWeights, ScaleByTrustRatio, ScaleByLearningRate]
public sealed class LambAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999,
    [Sets("ScaleByAdam.eps")] double eps = 1e-6, double epsRoot = 0, double weightDecay = 0) : AliasAttribute;
