namespace SamFast;

/// <summary>Simplified AdEMAMix: one trace of the gradient, and the gradient itself once more.</summary>
/// <remarks>Morwani et al. 2025 (arXiv:2502.02431). The same as <c>optax.contrib.simplified_ademamix</c>. The trace
/// is up to 1 ÷ (1 − β₁) times an average: take a learning rate that is as much smaller than Adam's.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the trace.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="alpha">α, the weight of the gradient.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
[ScaleBySimplifiedAdemamix, AddDecayedWeights, ScaleByLearningRate]
public sealed class SimplifiedAdemamixAttribute(
    double learningRate = double.NaN, double b1 = 0.99, double b2 = 0.95, double alpha = 0, double eps = 1e-8,
    double epsRoot = 0, double weightDecay = 0) : AliasAttribute;
