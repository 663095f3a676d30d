namespace SamFast;

/// <summary>SGD with the signs of the gradient.</summary>
/// <remarks>Bernstein et al. 2018 (arXiv:1802.04434). The same as <c>optax.sign_sgd</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
[ScaleBySign, ScaleByLearningRate]
public sealed class SignSgdAttribute(double learningRate = double.NaN) : AliasAttribute;
