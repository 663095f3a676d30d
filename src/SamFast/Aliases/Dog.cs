namespace SamFast;

/// <summary>DoG: SGD with a learning rate of the distance travelled, divided by the root of the sum of squared
/// gradients.</summary>
/// <remarks>Ivgi, Hinder and Carmon 2023 (arXiv:2302.12022). The same as <c>optax.contrib.dog</c>, whose
/// <c>init_step</c> is a pair of <paramref name="initStep"/> and <paramref name="initValue"/>.</remarks>
/// <param name="learningRate">A factor of the step; a number, or a schedule that follows as an attribute.</param>
/// <param name="initStep">The meaning of <paramref name="initValue"/>.</param>
/// <param name="initValue">The value that makes the first step positive. As a heuristic, 1e-4 for models with batch
/// normalization.</param>
/// <param name="eps">ε, added inside the square root.</param>
/// <param name="weightDecay">λ, added to the gradient.</param>
[AddDecayedWeights, ScaleByDog, ScaleByLearningRate]
public sealed class DogAttribute(
    double learningRate = 1, DogInitStep initStep = DogInitStep.Heuristic, double initValue = 1e-6, double eps = 1e-8,
    double weightDecay = 0) : AliasAttribute;
