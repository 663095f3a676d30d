namespace SamFast;

/// <summary>Optimistic gradient descent: each gradient is corrected by how it has changed.</summary>
/// <remarks>Mokhtari et al. 2020 (arXiv:1901.08511). The same as <c>optax.optimistic_gradient_descent</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="alpha">α, the weight of the gradient.</param>
/// <param name="beta">β, the weight of its change.</param>
[ScaleByOptimisticGradient, ScaleByLearningRate]
public sealed class OptimisticGradientDescentAttribute(
    double learningRate = double.NaN, double alpha = 1, double beta = 1) : AliasAttribute;
