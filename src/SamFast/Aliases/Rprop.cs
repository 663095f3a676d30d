namespace SamFast;

/// <summary>Resilient backpropagation: steps whose sizes follow the signs of the gradient only.</summary>
/// <remarks>Riedmiller and Braun 1993, as in Igel and Hüsken 2000 (iRprop−) and <c>torch.optim.Rprop</c>. Not the
/// same as <c>optax.rprop</c>, which is late by a step: see <see cref="ScaleByRpropAttribute"/>. For gradients of the
/// whole data set.</remarks>
/// <param name="learningRate">The step size that every parameter starts with.</param>
/// <param name="etaMinus">η⁻, the factor when the sign changes.</param>
/// <param name="etaPlus">η⁺, the factor while the sign is kept.</param>
/// <param name="minStepSize">The smallest step size.</param>
/// <param name="maxStepSize">The largest step size.</param>
[ScaleByRprop, Scale(-1)]
public sealed class RpropAttribute(
    double learningRate = double.NaN, double etaMinus = 0.5, double etaPlus = 1.2, double minStepSize = 1e-6,
    double maxStepSize = 50) : AliasAttribute;
