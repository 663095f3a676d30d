namespace SamFast;

/// <summary>DoWG: DoG with squared gradients weighted by the squared distance.</summary>
/// <remarks>Khaled, Mishchenko and Jin 2023 (arXiv:2305.16284). The same as <c>optax.contrib.dowg</c>.</remarks>
/// <param name="learningRate">A factor of the step; a number, or a schedule that follows as an attribute.</param>
/// <param name="initEstimSqDist">The first squared distance; 0, the default, takes ε.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
[AddDecayedWeights, ScaleByDowg, ScaleByLearningRate]
public sealed class DowgAttribute(
    double learningRate = 1, double initEstimSqDist = 0, double eps = 1e-4, double weightDecay = 0) : AliasAttribute;
