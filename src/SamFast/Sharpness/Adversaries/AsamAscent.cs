namespace SamFast;

/// <summary>The perturbation of adaptive sharpness: ρ·T²g ÷ ‖Tg‖, with T = |p| + η. It is invariant to rescaling of layers
/// against each other.</summary>
/// <remarks>Kwon et al. 2021 (arXiv:2102.11600), ASAM, p = 2. For the adversary of <c>[Sam]</c>; with <see cref="Weights"/>, T
/// is 1 for tensors outside these groups, as for biases in the authors' program. There is no counterpart in optax.</remarks>
/// <param name="rho">ρ, the length of the perturbation; a number, or a schedule that follows as an attribute.</param>
/// <param name="eta">η, the magnitude counted for a parameter of 0.</param>
[ScaleByMagnitude, Normalize, ScaleByMagnitude, ScaleByLearningRate]
public sealed class AsamAscentAttribute(
    [Sets("ScaleByLearningRate.learningRate")] double rho = 0.5, double eta = 0.01) : AliasAttribute
{
    /// <summary>The groups of tensors whose magnitudes count. Default: all.</summary>
    [SetsMask("ScaleByMagnitude")]
    public string? Weights { get; init; }
}
