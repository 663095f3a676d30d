namespace SamFast;

/// <summary>The perturbation of some parameters, chosen at random: ρ·g ÷ ‖g‖ ÷ β with the probability β, and 0
/// otherwise.</summary>
/// <remarks>Du et al. 2022 (arXiv:2110.03141), the stochastic weight perturbation of ESAM. For the adversary of <c>[Sam]</c>.
/// There is no counterpart in optax.</remarks>
/// <param name="rho">ρ, the length of the perturbation; a number, or a schedule that follows as an attribute.</param>
/// <param name="probability">β, the probability.</param>
/// <param name="seed">The seed of the random numbers.</param>
[Normalize, KeepAtRandom, ScaleByLearningRate]
public sealed class EsamAscentAttribute(
    [Sets("ScaleByLearningRate.learningRate")] double rho = 0.05, double probability = 0.6, double seed = 0) : AliasAttribute;
