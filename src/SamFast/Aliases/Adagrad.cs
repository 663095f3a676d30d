namespace SamFast;

/// <summary>Adagrad: steps that shrink with the sum of the squared gradients.</summary>
/// <remarks>Duchi et al. 2011 (JMLR 12, 2121–2159). The same as <c>optax.adagrad</c>.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="initialAccumulatorValue">The initial value of the sum.</param>
/// <param name="eps">ε, added inside the square root.</param>
[ScaleByRss, ScaleByLearningRate]
public sealed class AdagradAttribute(
    double learningRate = double.NaN, double initialAccumulatorValue = 0.1, double eps = 1e-7) : AliasAttribute;
