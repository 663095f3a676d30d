namespace SamFast;

/// <summary>The variance-suppressed perturbation, along the average gradient: ρ·d ÷ ‖d‖, with d ← (1 − θ)d + θg.</summary>
/// <remarks>Li and Giannakis 2023 (arXiv:2309.15639), VaSSO. For the adversary of <c>[Sam(resetState: false)]</c>. There is no
/// counterpart in optax.</remarks>
/// <param name="rho">ρ, the length of the perturbation; a number, or a schedule that follows as an attribute.</param>
/// <param name="decay">1 − θ, the decay of the average.</param>
[EmaFromFirst, Normalize, ScaleByLearningRate]
public sealed class VassoAscentAttribute(
    [Sets("ScaleByLearningRate.learningRate")] double rho = 0.05, double decay = 0.6) : AliasAttribute;
