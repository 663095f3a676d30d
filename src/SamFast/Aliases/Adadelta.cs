namespace SamFast;

/// <summary>Adadelta: steps in the unit of the parameters, from the ratio of two averages.</summary>
/// <remarks>Zeiler 2012 (arXiv:1212.5701). The same as <c>optax.adadelta</c>, which may do without a learning rate,
/// and then climbs; the paper's is 1. The weight decay is added to the gradient.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="rho">ρ, the decay of both averages.</param>
/// <param name="eps">ε, added inside both square roots.</param>
/// <param name="weightDecay">λ, the weight decay.</param>
[AddDecayedWeights, ScaleByAdadelta, ScaleByLearningRate]
public sealed class AdadeltaAttribute(
    double learningRate = double.NaN, double rho = 0.9, double eps = 1e-6, double weightDecay = 0) : AliasAttribute;
