namespace SamFast.Gallery.Digits.Data;

/// <summary>A data set.</summary>
/// <param name="Name">The name in titles.</param>
/// <param name="Pool">The examples to draw the training set from.</param>
/// <param name="Test">The examples to test with; null: those of the pool that are not trained with.</param>
internal sealed record DataSet(string Name, Examples Pool, Examples? Test)
{
    public const int Classes = 10;

    /// <summary>The mean of ‖x‖² after scaling, for which learning rates and ρ were chosen.</summary>
    private const double MeanSquare = 10;

    /// <summary>Scales images so that those of every data set are as long on average.</summary>
    public DataSet Scaled()
    {
        double factor = Math.Sqrt(MeanSquare / Pool.MeanSquare());
        return this with { Pool = Pool.Scale(factor), Test = Test?.Scale(factor) };
    }
}
