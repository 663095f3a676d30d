namespace SamFast.Gallery.Fitting;

/// <summary>A fitted parameter with its reference.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The value at the minimum.</param>
/// <param name="Deviation">Its standard deviation, from the exact Hessian.</param>
/// <param name="Reference">The published or true value.</param>
/// <param name="ReferenceDeviation">Its published standard deviation; null if there is none.</param>
internal sealed record Estimate(string Name, double Value, double Deviation, double Reference, double? ReferenceDeviation = null)
{
    /// <summary>The number of digits that agree with the reference, at most 11: certified values have 11.</summary>
    public double Digits => Math.Clamp(-Math.Log10(Math.Abs(Value - Reference) / Math.Abs(Reference)), 0, 11);

    /// <summary>The distance to the reference in standard deviations.</summary>
    public double Pull => (Value - Reference) / Deviation;
}
