namespace SamFast;

/// <summary>SGD with the signs of an average of the gradients.</summary>
/// <remarks>Bernstein et al. 2018, Algorithm 2 (arXiv:1802.04434). The same as <c>optax.signum</c>. The slot is the sum
/// g + β·(its old value); optax's is (1 − β) times that, with the same signs.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="beta">β, the decay of the average.</param>
[Trace(0), ScaleBySign, ScaleByLearningRate]
public sealed class SignumAttribute(
    double learningRate = double.NaN, [Sets("Trace.decay")] double beta = 0.9) : AliasAttribute;
