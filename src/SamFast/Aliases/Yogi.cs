namespace SamFast;

/// <summary>Yogi: Adam, with a second moment that changes slowly where gradients are small.</summary>
/// <remarks>Zaheer et al. 2018 (NeurIPS). The same as <c>optax.yogi</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂: the second moment moves by (1 − β₂)g².</param>
/// <param name="eps">ε, added outside the square root.</param>
[ScaleByYogi, ScaleByLearningRate]
public sealed class YogiAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double eps = 1e-3) : AliasAttribute;
