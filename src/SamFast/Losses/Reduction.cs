namespace SamFast;

/// <summary>How the losses of a batch become one number, of which the gradient is taken.</summary>
public enum Reduction
{
    /// <summary>Their mean: the sum, divided by the number of examples. Weights do not change that number.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,
}
