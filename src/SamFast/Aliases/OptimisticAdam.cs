namespace SamFast;

/// <summary>Optimistic Adam, with two learning rates. See <see cref="OptimisticAdamV2Attribute"/> for the one that
/// replaced it.</summary>
/// <remarks>Daskalakis et al. 2018 (arXiv:1711.00141). The same as the deprecated <c>optax.optimistic_adam</c>, where
/// <paramref name="optimism"/> is the learning rate unless it is given.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="optimism">The learning rate of the change of the direction.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="nesterov">True for Nesterov momentum, as in NAdam.</param>
[ScaleByAdam, ScaleByOptimisticGradient, Scale(-1)]
public sealed class OptimisticAdamAttribute(
    [Sets("ScaleByOptimisticGradient.alpha")] double learningRate,
    [Sets("ScaleByOptimisticGradient.beta")] double optimism,
    double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double epsRoot = 0, bool nesterov = true) : AliasAttribute;
