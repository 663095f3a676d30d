using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Peers;
using ScottPlot;

namespace SamFast.Benchmarks.Report;

/// <summary>Elements per nanosecond against the number of parameters; the roofline is dashed.</summary>
internal static class SpeedChart
{
    public static string Save(IReadOnlyList<Record> records, string title, string path)
    {
        var plot = ChartStyle.New(title, "elements per nanosecond");
        foreach (string competitor in ChartStyle.Competitors(records))
            AddCurve(plot, [.. records.Where(record => record.Competitor == competitor)], records);

        ChartStyle.Label(
            plot.Axes.Bottom,
            ChartStyle.Elements(records).Select(size => (Math.Log2(size), Sizes.Text(size))));
        plot.Axes.SetLimitsY(0, 1.08 * records.Max(record => record.Elements / record.MedianNs));
        return ChartStyle.Save(plot, path);
    }

    private static void AddCurve(Plot plot, IReadOnlyList<Record> curve, IReadOnlyList<Record> all)
    {
        string competitor = curve[0].Competitor;
        var points = curve.Select(record =>
            new Coordinates(Math.Log2(record.Elements), record.Elements / record.MedianNs));
        var scatter = plot.Add.Scatter(points.ToArray(), ChartStyle.ColorOf(competitor, all));
        scatter.LegendText = competitor;
        scatter.LineWidth = competitor == all[0].Competitor ? 4 : 2;
        scatter.MarkerSize = 7;
        if (competitor == Roofline.Name)
            scatter.LinePattern = LinePattern.Dashed;
    }
}
