namespace SamFast;

/// <summary>SM3: AdaGrad with an accumulator for each row and each column instead of each element.</summary>
/// <remarks>Anil et al. 2019 (arXiv:1901.11150). The same as <c>optax.sm3</c>, and, unlike there, with a schedule where one is
/// given. Pass a <see cref="Layout"/> to the constructor: vectors are not factored.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="momentum">β₁, the decay of the average of updates.</param>
[ScaleBySm3, ScaleByLearningRate]
public sealed class Sm3Attribute(
    double learningRate = double.NaN, [Sets("ScaleBySm3.b1")] double momentum = 0.9) : AliasAttribute;
