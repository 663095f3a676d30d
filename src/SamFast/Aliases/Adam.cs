namespace SamFast;

/// <summary>Adam.</summary>
/// <remarks>Kingma and Ba 2015 (arXiv:1412.6980). The same as <c>optax.adam</c>; with <paramref name="nesterov"/>, as
/// <c>optax.nadam</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="nesterov">True for Nesterov momentum: NAdam.</param>
[ScaleByAdam, ScaleByLearningRate]
public sealed class AdamAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double epsRoot = 0,
    bool nesterov = false) : AliasAttribute;
