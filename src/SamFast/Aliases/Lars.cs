namespace SamFast;

/// <summary>LARS: momentum SGD whose steps are scaled to each tensor's norm.</summary>
/// <remarks>You et al. 2017 (arXiv:1708.03888). The same as <c>optax.lars</c>. The trace includes the learning rate: after a
/// change, earlier steps keep the rate with which they were taken. Pass the lengths of the tensors to the constructor: the
/// ratio of norms is per tensor.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="weightDecay">λ, added to the gradient before the norms are taken.</param>
/// <param name="trustCoefficient">A factor of the ratio.</param>
/// <param name="eps">ε, added to the update's norm.</param>
/// <param name="momentum">The trace's decay.</param>
/// <param name="nesterov">True for Nesterov momentum.</param>
[AddDecayedWeights, ScaleByTrustRatio, ScaleByLearningRate, Trace(0)]
public sealed class LarsAttribute(
    double learningRate = double.NaN, double weightDecay = 0, double trustCoefficient = 1e-3, double eps = 0,
    [Sets("Trace.decay")] double momentum = 0.9, bool nesterov = false) : AliasAttribute
{
    /// <summary>The groups of tensors whose steps are scaled: the <see cref="TransformAttribute.Mask"/> of the ratio of
    /// norms.</summary>
    /// <remarks>The counterpart of <c>trust_ratio_mask</c> in <c>optax.lars</c>.</remarks>
    [SetsMask("ScaleByTrustRatio")]
    public string? TrustRatioMask { get; init; }
}
