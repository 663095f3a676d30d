namespace SamFast;

/// <summary>Adadelta with torch's defaults: a learning rate of 1.</summary>
/// <remarks>docs.pytorch.org/docs/stable/generated/torch.optim.Adadelta.html. The same as
/// <c>torch.optim.Adadelta</c>.</remarks>
/// <param name="learningRate">The learning rate; a number, or a schedule that follows as an attribute.</param>
/// <param name="rho">ρ, the decay of both averages.</param>
/// <param name="eps">ε, added inside both square roots.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
[AddDecayedWeights, ScaleByAdadelta, ScaleByLearningRate]
public sealed class TorchAdadeltaAttribute(
    double learningRate = 1, double rho = 0.9, double eps = 1e-6, double weightDecay = 0) : AliasAttribute;
