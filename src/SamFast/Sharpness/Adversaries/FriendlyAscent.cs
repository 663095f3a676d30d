namespace SamFast;

/// <summary>The friendly perturbation, along the part of the gradient that differs from its average: ρ·d ÷ ‖d‖, with d = g −
/// σ·m.</summary>
/// <remarks>Li et al. 2024 (arXiv:2403.12350), F-SAM. For the adversary of <c>[Sam(resetState: false)]</c>. There is no
/// counterpart in optax.</remarks>
/// <param name="rho">ρ, the length of the perturbation; a number, or a schedule that follows as an attribute.</param>
/// <param name="sigma">σ, the factor of the subtracted average m.</param>
/// <param name="decay">λ, the decay of the average.</param>
[SubtractEma, Normalize, ScaleByLearningRate]
public sealed class FriendlyAscentAttribute(
    [Sets("ScaleByLearningRate.learningRate")] double rho = 0.05, double sigma = 1, double decay = 0.9) : AliasAttribute;
