namespace SamFast;

/// <summary>Adamax: Adam with the infinity norm.</summary>
/// <remarks>Kingma and Ba 2015, Algorithm 2 (arXiv:1412.6980). The same as <c>optax.adamax</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the maximum.</param>
/// <param name="eps">ε, added to the magnitude of the gradient.</param>
[ScaleByAdamax, ScaleByLearningRate]
public sealed class AdamaxAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8) : AliasAttribute;
