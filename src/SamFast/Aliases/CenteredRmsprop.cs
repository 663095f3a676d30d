namespace SamFast;

/// <summary>RMSProp with the standard deviation of the gradient, and not its root mean square.</summary>
/// <remarks>Graves 2013 (arXiv:1308.0850). The same as <c>optax.rmsprop</c> with <c>centered=True</c>, except that a
/// variance that rounding made negative counts as 0. The momentum is that of whole steps, including the learning rate.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="decay">d, the decay of both averages.</param>
/// <param name="eps">ε, for numerical stability.</param>
/// <param name="initialScale">The initial value of the average of the squares.</param>
/// <param name="epsInSqrt">True to add ε inside the square root; false to add it outside.</param>
/// <param name="momentum">The trace's decay; 0 is no momentum and no state.</param>
/// <param name="nesterov">True for Nesterov momentum.</param>
/// <param name="biasCorrection">True to divide the averages by 1 − dᵗ.</param>
[ScaleByStddev, ScaleByLearningRate, Trace(0)]
public sealed class CenteredRmspropAttribute(
    double learningRate = double.NaN, [Sets("ScaleByStddev.decay")] double decay = 0.9, double eps = 1e-8,
    double initialScale = 0, bool epsInSqrt = true, [Sets("Trace.decay")] double momentum = 0, bool nesterov = false,
    bool biasCorrection = false) : AliasAttribute;
