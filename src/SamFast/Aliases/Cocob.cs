namespace SamFast;

/// <summary>COCOB: no learning rate; each parameter bets on its next gradient.</summary>
/// <remarks>Orabona and Tommasi 2017 (arXiv:1705.07795). The same as <c>optax.contrib.cocob</c>: the learning rate is a
/// factor of the gradient and not of the step.</remarks>
/// <param name="learningRate">A factor of the gradient; a number, or a schedule that follows as an attribute.</param>
/// <param name="alpha">α, which limits the part that is bet at first.</param>
/// <param name="eps">ε, the least that counts as the largest gradient.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
[AddDecayedWeights, ScaleByLearningRate(flipSign: false), ScaleByCocob]
public sealed class CocobAttribute(
    double learningRate = 1, double alpha = 100, double eps = 1e-8, double weightDecay = 0) : AliasAttribute;
