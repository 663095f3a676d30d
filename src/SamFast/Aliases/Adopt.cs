namespace SamFast;

/// <summary>ADOPT: Adam with gradients divided before they are averaged, which converges for any β₂.</summary>
/// <remarks>Taniguchi et al. 2024 (arXiv:2411.02853). The same as <c>optax.contrib.adopt</c>, with its own bound for
/// the clipping. The first step moves nothing.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the first moment.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="eps">ε, the smallest divisor.</param>
/// <param name="nesterov">True for Nesterov momentum: the average is applied once more.</param>
/// <param name="useClipping">True to clip the rescaled updates before they are averaged.</param>
[ScaleByAdopt, ScaleByLearningRate]
public sealed class AdoptAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.9999, double eps = 1e-6, bool nesterov = false,
    bool useClipping = true) : AliasAttribute;
