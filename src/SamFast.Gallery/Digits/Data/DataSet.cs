namespace SamFast.Gallery.Digits.Data;

/// <summary>A data set.</summary>
/// <param name="Name">The name in titles.</param>
/// <param name="Pool">The examples to draw the training set from.</param>
/// <param name="Test">The test set; null to test with the examples of the pool that are not in the training set.</param>
internal sealed record DataSet(string Name, Examples Pool, Examples? Test)
{
    public const int Classes = 10;

    /// <summary>The mean of ‖x‖² after scaling. Learning rates and ρ were chosen for it.</summary>
    private const double MeanSquare = 10;

    /// <summary>Scales images so that the mean of ‖x‖² is the same for each data set.</summary>
    public DataSet Scaled()
    {
        double factor = Math.Sqrt(MeanSquare / Pool.MeanSquare());
        return this with { Pool = Pool.Scale(factor), Test = Test?.Scale(factor) };
    }
}
