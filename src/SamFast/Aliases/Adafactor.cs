namespace SamFast;

/// <summary>Adafactor: updates divided by a factored root mean square, clipped, and scaled to the magnitude of the
/// parameters.</summary>
/// <remarks>Shazeer and Stern 2018 (arXiv:1804.04235). The same as <c>optax.adafactor</c>, with the departures of
/// <see cref="ScaleByFactoredRmsAttribute"/>, and 0 where optax has <c>None</c>; a learning rate of 1 is optax's <c>None</c>.
/// Pass a <see cref="Layout"/> to the constructor: vectors are not factored.</remarks>
/// <param name="learningRate">η, a fraction of the parameters' magnitude with <paramref name="multiplyByParameterScale"/>; a
/// number, or a schedule that follows as an attribute.</param>
/// <param name="minDimSizeToFactor">The least length of the two longest dimensions for which a tensor is factored.</param>
/// <param name="decayRate">The exponent of the decay 1 − t^−rate: a larger rate lengthens the averages faster.</param>
/// <param name="decayOffset">The step at which a fine-tuning began.</param>
/// <param name="multiplyByParameterScale">True to multiply by the root mean square of each tensor's parameters.</param>
/// <param name="clippingThreshold">The largest root mean square of a tensor's update; 0 does not clip.</param>
/// <param name="momentum">The decay of an average of updates; 0 is no momentum and no state.</param>
/// <param name="weightDecayRate">λ, the decoupled weight decay; the learning rate does not multiply it.</param>
/// <param name="epsilon">ε, added to every square.</param>
/// <param name="factored">True to factor matrices.</param>
[ScaleByFactoredRms, ClipByBlockRms(1), ScaleByLearningRate(1, flipSign: false), ScaleByParamBlockRms, Ema(0, debias: false)]
[AddDecayedWeights, Scale(-1)]
public sealed class AdafactorAttribute(
    double learningRate = 1,
    int minDimSizeToFactor = 128,
    double decayRate = 0.8,
    [Sets("ScaleByFactoredRms.stepOffset")] int decayOffset = 0,
    [Includes("ScaleByParamBlockRms")] bool multiplyByParameterScale = true,
    [Sets("ClipByBlockRms.threshold"), IdentityAt(0)] double clippingThreshold = 1,
    [Sets("Ema.decay")] double momentum = 0,
    [Sets("AddDecayedWeights.weightDecay")] double weightDecayRate = 0,
    double epsilon = 1e-30,
    bool factored = true) : AliasAttribute;
