namespace SamFast;

/// <summary>Gradient descent with decaying noise.</summary>
/// <remarks>Neelakantan et al. 2015 (arXiv:1511.06807). The same as <c>optax.noisy_sgd</c>, but for the numbers of the
/// noise, see <see cref="AddNoiseAttribute"/>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="eta">The variance of the noise in the first step.</param>
/// <param name="gamma">The exponent of the decay of the variance; 0 for a constant variance.</param>
/// <param name="seed">The seed of the noise; any number.</param>
[AddNoise(0.01, 0.55), ScaleByLearningRate]
public sealed class NoisySgdAttribute(
    double learningRate = double.NaN, double eta = 0.01, double gamma = 0.55, double seed = 0) : AliasAttribute;
