namespace SamFast;

/// <summary>AdEMAMix: Adam with a second, slower average of the gradient.</summary>
/// <remarks>Pagliardini et al. 2024 (arXiv:2409.03137). The same as <c>optax.contrib.ademamix</c>. Schedules may
/// drive α and β₃: <c>[Ademamix(1e-3), Linear(0, 5, 10_000, Of = "alpha")]</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the fast average.</param>
/// <param name="b2">β₂, the decay of the second moment.</param>
/// <param name="b3">β₃, the decay of the slow average.</param>
/// <param name="alpha">α, the weight of the slow average.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
[ScaleByAdemamix, AddDecayedWeights, ScaleByLearningRate]
public sealed class AdemamixAttribute(
    double learningRate = double.NaN, double b1 = 0.9, double b2 = 0.999, double b3 = 0.9999, double alpha = 5,
    double eps = 1e-8, double epsRoot = 0, double weightDecay = 0) : AliasAttribute;
