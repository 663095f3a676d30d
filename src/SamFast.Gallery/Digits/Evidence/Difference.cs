using System.Text.Json.Serialization;

namespace SamFast.Gallery.Digits.Evidence;

/// <summary>A mean difference between two variants, paired by seed.</summary>
/// <param name="Mean">The mean; positive if the variant has more than its base.</param>
/// <param name="HalfWidth">Half of the 95 % confidence interval (Student's t).</param>
internal sealed record Difference(double Mean, double HalfWidth)
{
    // The two-sided 95 % quantiles of Student's t, by degrees of freedom from 1.
    private static readonly double[] _quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    [JsonIgnore]
    public bool IsMore => Mean > HalfWidth;

    [JsonIgnore]
    public bool IsLess => Mean < -HalfWidth;

    /// <summary>A difference of fractions, in percentage points.</summary>
    [JsonIgnore]
    public string Points => $"{100 * Mean:+0.0;-0.0;0.0} ± {100 * HalfWidth:F1}";

    public string Verdict => IsMore ? "more" : IsLess ? "less" : "undecided";

    public static Difference Of(IEnumerable<double> ours, IEnumerable<double> theirs)
    {
        double[] differences = [.. ours.Zip(theirs, (a, b) => a - b)];
        var statistic = Statistic.Of(differences);
        double quantile = _quantiles[Math.Min(differences.Length - 1, _quantiles.Length) - 1];
        return new Difference(statistic.Mean, quantile * statistic.Deviation / Math.Sqrt(differences.Length));
    }
}
