namespace SamFast;

/// <summary>L-BFGS: a direction from the curvature of the last steps, and a line search along it.</summary>
/// <remarks>Liu and Nocedal 1989 (doi:10.1007/BF01589116). The same as <c>optax.lbfgs</c>, whose default is the same line
/// search; for another one, write <c>[Lbfgs(linesearch: false)]</c> and the other after it. With a line search, its
/// <c>Step</c> takes an <see cref="IObjective{T}"/>.</remarks>
/// <param name="learningRate">A factor of the direction; a number, or a schedule that follows as an attribute. 1 suits a line
/// search.</param>
/// <param name="memorySize">m, the number of stored differences.</param>
/// <param name="scaleInitPrecond">True to start the approximation with the curvature of the last step.</param>
/// <param name="linesearch">True to append a zoom line search of at most 20 points, with an initial guess of 1.</param>
[ScaleByLbfgs, ScaleByLearningRate, ScaleByZoomLinesearch(20, initialGuessStrategy: InitialGuess.One)]
public sealed class LbfgsAttribute(
    double learningRate = 1, int memorySize = 10, bool scaleInitPrecond = true,
    [Includes("ScaleByZoomLinesearch")] bool linesearch = true) : AliasAttribute;
