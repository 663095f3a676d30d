namespace SamFast;

/// <summary>The result of a line search.</summary>
/// <param name="LearningRate">η: the parameters moved by η times the update. 0 if the loss was NaN or infinite at every trial
/// point, so that they did not move.</param>
/// <param name="Value">The loss at the parameters after the step.</param>
/// <param name="Steps">The number of trial points.</param>
/// <param name="DecreaseError">The violation of the sufficient-decrease condition at the last trial point; 0 if it holds.</param>
/// <param name="CurvatureError">The violation of the curvature condition at the last trial point; 0 if it holds, or if the
/// search does not use slopes.</param>
/// <param name="HasFailed">True if the search ended without an acceptable point.</param>
public readonly record struct LinesearchResult(
    double LearningRate, double Value, int Steps, double DecreaseError, double CurvatureError, bool HasFailed)
{
    /// <summary>The result before the first search: a learning rate of 1.</summary>
    public static LinesearchResult Initial { get; } =
        new(1, double.PositiveInfinity, 0, double.PositiveInfinity, double.PositiveInfinity, false);

    /// <summary>The learning rate with which the next search may begin: the one that was found, or 1 where none was.</summary>
    public double Guess => LearningRate == 0 ? 1 : LearningRate;
}
