namespace SamFast;

/// <summary>AdaBelief: Adam, with steps scaled by the predictability of the gradient.</summary>
/// <remarks>Zhuang et al. 2020 (arXiv:2010.07468). The same as <c>optax.adabelief</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added to the second moment in every step.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
/// <param name="nesterov">True for Nesterov momentum, as in NAdam.</param>
[ScaleByBelief, AddDecayedWeights, ScaleByLearningRate]
public sealed class AdabeliefAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double eps = 1e-16, double epsRoot = 1e-16,
    double weightDecay = 0, bool nesterov = false) : AliasAttribute;
