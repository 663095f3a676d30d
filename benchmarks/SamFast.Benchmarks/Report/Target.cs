using SamFast.Benchmarks.Engine;
using static System.Globalization.CultureInfo;

namespace SamFast.Benchmarks.Report;

/// <summary>A ratio that all measurements should reach: the competitor's time divided by SamFast's.</summary>
/// <param name="What">The description.</param>
/// <param name="AtLeast">The minimum ratio.</param>
/// <param name="Competitors">The competitors, of which the fastest counts.</param>
/// <param name="Applies">The shapes that it applies to.</param>
internal sealed record Target(string What, double AtLeast, string[] Competitors, Func<Record, bool> Applies)
{
    /// <summary>The row of a table.</summary>
    public string Row(IEnumerable<Record> records)
    {
        var worst = records.Where(record => Competitors.Contains(record.Competitor) && Applies(record))
            .MinBy(record => record.RatioToSamFast);
        string promise = string.Create(InvariantCulture, $"{What} | {AtLeast:0.00}");
        if (worst is null)
            return $"| {promise} | not measured in this run | |";
        string where = $"{worst.Workload} {Sizes.Text(worst.Shape)}";
        string verdict = worst.RatioToSamFast >= AtLeast ? "met" : "**not met**";
        return string.Create(
            InvariantCulture, $"| {promise} | {worst.RatioToSamFast:0.00} ({worst.Competitor}, {where}) | {verdict} |");
    }
}
