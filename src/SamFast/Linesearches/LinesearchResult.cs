namespace SamFast;

/// <summary>What a line search has found.</summary>
/// <param name="LearningRate">η: the parameters moved by η times the update. 0 where every point that was tried had a loss
/// that is NaN or infinite: they stayed.</param>
/// <param name="Value">The loss at the parameters after the step.</param>
/// <param name="Steps">How many points were tried.</param>
/// <param name="DecreaseError">By how much the point that was tried last fails to decrease the loss enough; 0 where it
/// does.</param>
/// <param name="CurvatureError">By how much the slope at the point that was tried last is too steep; 0 where it is not, or
/// where the search does not look at slopes.</param>
/// <param name="HasFailed">Whether the search ended without a point that satisfies it.</param>
public readonly record struct LinesearchResult(
    double LearningRate, double Value, int Steps, double DecreaseError, double CurvatureError, bool HasFailed)
{
    /// <summary>What is known before the first search: a learning rate of 1.</summary>
    public static LinesearchResult Initial { get; } =
        new(1, double.PositiveInfinity, 0, double.PositiveInfinity, double.PositiveInfinity, false);

    /// <summary>The learning rate with which the next search may begin: the one that was found, or 1 where none was.</summary>
    public double Guess => LearningRate == 0 ? 1 : LearningRate;
}
