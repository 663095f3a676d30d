using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace SamFast.Benchmarks.Report;

/// <summary>The common style of the charts.</summary>
internal static class ChartStyle
{
    private const int Width = 1400, Height = 600;

    private const double Gap = 0.4;

    // One colour per competitor of a workload.
    private static readonly Color[] _colors =
    [
        .. new[]
        {
            "#f08a24", "#2e9e6b", "#8bc34a", "#b0413e", "#8e63b3", "#c2a83e", "#4fb3bf", "#d678a8", "#7a5c43",
            "#9fb4c7",
        }.Select(Color.FromHex),
    ];

    private static readonly Color _samFast = Color.FromHex("#0b61a4");
    private static readonly Color _roofline = Color.FromHex("#5b6770");

    /// <summary>The colour of a competitor, the same in all charts of a workload.</summary>
    public static Color ColorOf(string competitor, IReadOnlyList<Record> records)
    {
        if (competitor == Roofline.Name)
            return _roofline;
        if (competitor == records[0].Competitor)
            return _samFast;
        string[] others = [.. Competitors(records).Skip(1).Where(name => name != Roofline.Name)];
        return _colors[Array.IndexOf(others, competitor) % _colors.Length];
    }

    public static IEnumerable<string> Competitors(IReadOnlyList<Record> records) =>
        records.Select(record => record.Competitor).Distinct();

    /// <summary>The shapes and their positions, side by side, with a gap between vectors and lists.</summary>
    public static Dictionary<Shape, double> Places(IReadOnlyList<Record> records) =>
        records.Select(record => record.Shape).Distinct().Select((shape, index) => (shape, index))
            .ToDictionary(place => place.shape, place => place.index + (place.shape.IsList ? Gap : 0));

    /// <summary>Writes the shapes below a chart.</summary>
    public static void LabelPlaces(Plot plot, Dictionary<Shape, double> places)
    {
        Label(plot.Axes.Bottom, places.Select(place => (place.Value, Sizes.Text(place.Key))));
        plot.Axes.SetLimitsX(places.Values.Min() - 0.6, places.Values.Max() + 0.6);
    }

    /// <summary>An empty chart with a legend beside it.</summary>
    public static Plot New(string title, string y)
    {
        var plot = new Plot();
        plot.Title(title, size: 20);
        plot.Axes.Title.Label.Bold = false;
        plot.XLabel("parameters", size: 15);
        plot.YLabel(y, size: 15);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = 14;
        }

        plot.ShowLegend(Edge.Right);
        plot.Legend.FontSize = 14;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.OutlineColor = Colors.Transparent;
        return plot;
    }

    /// <summary>Writes labels at their positions.</summary>
    public static void Label(IAxis axis, IEnumerable<(double Position, string Text)> labels) =>
        axis.TickGenerator = new NumericManual([.. labels.Select(label => new Tick(label.Position, label.Text))]);

    public static string Save(Plot plot, string path)
    {
        plot.SavePng(path, Width, Height);
        plot.Dispose();
        return path;
    }
}
