namespace SamFast;

/// <summary>RMSProp: steps divided by a running root mean square of the gradient.</summary>
/// <remarks>Tieleman and Hinton 2012 (Coursera, lecture 6.5). The same as <c>optax.rmsprop</c>; its <c>centered</c>
/// variant is <see cref="CenteredRmspropAttribute"/>. The momentum is that of whole steps, including the learning rate.
/// <c>torch.optim.RMSprop</c> has a decay of 0.99, ε outside the square root, and the learning rate outside the
/// momentum.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="decay">d, the decay of the average.</param>
/// <param name="eps">ε, for numerical stability.</param>
/// <param name="initialScale">The initial value of the average of the squares.</param>
/// <param name="epsInSqrt">True to add ε inside the square root; false to add it outside.</param>
/// <param name="momentum">The trace's decay; 0 is no momentum and no state.</param>
/// <param name="nesterov">True for Nesterov momentum.</param>
/// <param name="biasCorrection">True to divide the average by 1 − dᵗ.</param>
[ScaleByRms, ScaleByLearningRate, Trace(0)]
public sealed class RmspropAttribute(
    double learningRate = double.NaN, [Sets("ScaleByRms.decay")] double decay = 0.9, double eps = 1e-8,
    double initialScale = 0, bool epsInSqrt = true, [Sets("Trace.decay")] double momentum = 0, bool nesterov = false,
    bool biasCorrection = false) : AliasAttribute;
