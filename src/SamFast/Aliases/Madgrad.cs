namespace SamFast;

/// <summary>MADGRAD: dual averaging with a cube root and momentum.</summary>
/// <remarks>Defazio and Jelassi 2021 (arXiv:2101.11075). The same as <c>optax.contrib.madgrad</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="momentum">The fraction of the distance to the dual average that a step leaves.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
/// <param name="eps">ε, added to the cube root and to the learning rate.</param>
[AddDecayedWeights, ScaleByMadgrad]
public sealed class MadgradAttribute(
    double learningRate = double.NaN, double momentum = 0.9, double weightDecay = 0, double eps = 1e-6)
    : AliasAttribute;
