namespace SamFast;

/// <summary>Stochastic gradient descent with Polyak's step size.</summary>
/// <remarks>Loizou et al. 2021 (arXiv:2002.10542). The same as <c>optax.polyak_sgd</c>: the norm is that of the scaled
/// gradient, so a <paramref name="scaling"/> other than 1 divides the step by its square.</remarks>
/// <param name="maxLearningRate">The largest step size.</param>
/// <param name="scaling">A factor of the gradient; a number, or a schedule that follows as an attribute.</param>
/// <param name="fMin">f*, the minimum of the loss, or an estimate of it.</param>
/// <param name="eps">ε, added to the squared norm.</param>
/// <param name="variant">The treatment of a loss below <paramref name="fMin"/>.</param>
[ScaleByLearningRate, ScaleByPolyak]
public sealed class PolyakSgdAttribute(
    double maxLearningRate = 1, [Sets("ScaleByLearningRate.learningRate")] double scaling = 1, double fMin = 0,
    double eps = 0, PolyakVariant variant = PolyakVariant.Sps) : AliasAttribute;
