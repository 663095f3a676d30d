namespace SamFast;

/// <summary>The reduction of a batch's losses to one number, whose gradient is computed.</summary>
public enum Reduction
{
    /// <summary>Their mean: the sum, divided by the number of examples. Weights do not change that number.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
