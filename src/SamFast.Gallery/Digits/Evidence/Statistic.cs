using System.Text.Json.Serialization;

namespace SamFast.Gallery.Digits.Evidence;

/// <summary>A number over the seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample standard deviation.</param>
internal sealed record Statistic(double Mean, double Deviation)
{
    /// <summary>A fraction in percent, with one decimal.</summary>
    [JsonIgnore]
    public string Percent => $"{100 * Mean:F1} ± {100 * Deviation:F1}";

    public static Statistic Of(IEnumerable<double> numbers)
    {
        double[] all = [.. numbers];
        double mean = all.Average();
        return new Statistic(mean, all.Length < 2 ? 0 : Math.Sqrt(all.Sum(x => (x - mean) * (x - mean)) / (all.Length - 1)));
    }
}
