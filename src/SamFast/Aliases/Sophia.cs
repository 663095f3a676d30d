namespace SamFast;

/// <summary>Sophia: clipped second-order steps, with decoupled weight decay.</summary>
/// <remarks>Liu et al. 2024 (arXiv:2305.14342). The same as <c>optax.contrib.sophia</c>; the diagonal of the Hessian is an
/// argument of <c>Step</c>, see <see cref="ScaleBySophiaAttribute"/>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="b1">β₁, the decay of the average update.</param>
/// <param name="b2">β₂, the decay of the average diagonal.</param>
/// <param name="eps">ε, the least denominator.</param>
/// <param name="weightDecay">λ, the decoupled weight decay.</param>
/// <param name="gamma">γ, the factor of the diagonal.</param>
/// <param name="clipThreshold">The largest magnitude of an element.</param>
/// <param name="updateInterval">Steps from one diagonal to the next, at least 1.</param>
[ScaleBySophia, AddDecayedWeights, ScaleByLearningRate]
public sealed class SophiaAttribute(
    double learningRate = double.NaN, double b1 = 0.965, double b2 = 0.99, double eps = 1e-8, double weightDecay = 1e-4,
    double gamma = 0.01, double clipThreshold = 1, int updateInterval = 10) : AliasAttribute;
