namespace SamFast;

/// <summary>Stochastic gradient descent, optionally with momentum.</summary>
/// <remarks>The same as <c>optax.sgd</c>, and as <c>torch.optim.SGD</c> with its defaults.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="momentum">The trace's decay; 0 is no momentum and no state.</param>
/// <param name="nesterov">True for Nesterov momentum.</param>
[Trace(0), ScaleByLearningRate]
public sealed class SgdAttribute(
    double learningRate = double.NaN,
    [Sets("Trace.decay")] double momentum = 0,
    bool nesterov = false) : AliasAttribute;
