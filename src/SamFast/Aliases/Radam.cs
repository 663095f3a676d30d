namespace SamFast;

/// <summary>Rectified Adam: Adam with a built-in warm-up.</summary>
/// <remarks>Liu et al. 2020 (arXiv:1908.03265). The same as <c>optax.radam</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="threshold">The length of the averaging window from which the second moment is used; at least 4.</param>
/// <param name="nesterov">True for Nesterov momentum, as in NAdam.</param>
[ScaleByRadam, ScaleByLearningRate]
public sealed class RadamAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double epsRoot = 0,
    double threshold = 5, bool nesterov = false) : AliasAttribute;
