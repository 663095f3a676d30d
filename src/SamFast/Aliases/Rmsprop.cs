namespace SamFast;

/// <summary>RMSProp: steps divided by a running root mean square of the gradient.</summary>
/// <remarks>Tieleman and Hinton 2012 (Coursera, lecture 6.5). The same as <c>optax.rmsprop</c>; its <c>centered</c>
/// variant is <see cref="CenteredRmspropAttribute"/>. The momentum is one of whole steps: the learning rate is in it.
/// <c>torch.optim.RMSprop</c> has a decay of 0.99, ε outside the square root, and the learning rate outside the
/// momentum.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="decay">d, the decay of the average.</param>
/// <param name="eps">ε, for numerical stability.</param>
/// <param name="initialScale">What the average of the squares starts with.</param>
/// <param name="epsInSqrt">Whether ε is added inside the square root, or outside.</param>
/// <param name="momentum">The trace's decay; 0 is no momentum and no state.</param>
/// <param name="nesterov">Whether the momentum looks one step ahead.</param>
/// <param name="biasCorrection">Whether to divide the average by 1 − dᵗ.</param>
[ScaleByRms, ScaleByLearningRate, Trace(0)]
public sealed class RmspropAttribute(
    double learningRate = double.NaN, [Sets("ScaleByRms.decay")] double decay = 0.9, double eps = 1e-8,
    double initialScale = 0, bool epsInSqrt = true, [Sets("Trace.decay")] double momentum = 0, bool nesterov = false,
    bool biasCorrection = false) : AliasAttribute;
