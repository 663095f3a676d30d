namespace SamFast;

/// <summary>AMSGrad: Adam with the largest second moment so far.</summary>
/// <remarks>Reddi et al. 2018 (arXiv:1904.09237). The same as <c>optax.amsgrad</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="biasCorrectionMu">True to divide the first moment by 1 − β₁ᵗ.</param>
/// <param name="biasCorrectionNu">True to divide the second moment by 1 − β₂ᵗ.</param>
[ScaleByAmsgrad, ScaleByLearningRate]
public sealed class AmsgradAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double epsRoot = 0,
    bool biasCorrectionMu = true, bool biasCorrectionNu = true) : AliasAttribute;
