namespace SamFast;

/// <summary>Adafactor: updates divided by a root mean square of which a matrix keeps rows and columns only, clipped, and as
/// long as the parameters they move.</summary>
/// <remarks>Shazeer and Stern 2018 (arXiv:1804.04235). The same as <c>optax.adafactor</c>, with the departures of
/// <see cref="ScaleByFactoredRmsAttribute"/>, and 0 where optax has <c>None</c>; a learning rate of 1 is optax's <c>None</c>.
/// Give the constructor a <see cref="Layout"/>: of vectors, there is nothing to save.</remarks>
/// <param name="learningRate">η, a part of the parameters' own size where <paramref name="multiplyByParameterScale"/> is set; a
/// number, or a schedule that follows as an attribute.</param>
/// <param name="minDimSizeToFactor">A tensor is factored where at least two of its dimensions are that long.</param>
/// <param name="decayRate">How fast the averages become longer.</param>
/// <param name="decayOffset">At which step a fine-tuning began.</param>
/// <param name="multiplyByParameterScale">Whether to multiply by the root mean square of each tensor's parameters.</param>
/// <param name="clippingThreshold">The largest root mean square of a tensor's update; 0 does not clip.</param>
/// <param name="momentum">The decay of an average of updates; 0 is no momentum and no state.</param>
/// <param name="weightDecayRate">λ, the decoupled weight decay; the learning rate does not multiply it.</param>
/// <param name="epsilon">ε, added to every square.</param>
/// <param name="factored">Whether matrices are factored at all.</param>
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
