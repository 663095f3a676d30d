using System.Globalization;
using SamFast.Benchmarks.Engine;
using ScottPlot;

namespace SamFast.Benchmarks.Report;

/// <summary>The competitors' times divided by SamFast's, as bars from 1: up for slower ones, down for faster ones.</summary>
internal static class RatioChart
{
    private const double GroupWidth = 0.86;

    private static readonly double[] _marks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000];

    public static string Save(IReadOnlyList<Record> records, string title, string path)
    {
        var plot = ChartStyle.New(title, "time, as a multiple of SamFast's");
        var places = ChartStyle.Places(records);
        string[] competitors = [.. ChartStyle.Competitors(records).Skip(1)];
        double width = GroupWidth / competitors.Length;
        for (int i = 0; i < competitors.Length; i++)
        {
            double offset = (i - ((competitors.Length - 1) / 2.0)) * width;
            var color = ChartStyle.ColorOf(competitors[i], records);
            var own = records.Where(record => record.Competitor == competitors[i]).Select(record => new Bar
            {
                Position = places[record.Shape] + offset,
                Value = Math.Log10(record.RatioToSamFast),
                Size = width * 0.9,
                LineWidth = 0,
            });
            var bars = plot.Add.Bars(own.ToArray());
            bars.Color = color;
            bars.LegendText = competitors[i];
        }

        plot.Add.HorizontalLine(0, 1.5f, Colors.Black);
        ChartStyle.LabelPlaces(plot, places);
        LabelRatios(plot, records);
        return ChartStyle.Save(plot, path);
    }

    private static void LabelRatios(Plot plot, IReadOnlyList<Record> records)
    {
        double least = records.Min(record => record.RatioToSamFast) / 1.15;
        double most = records.Max(record => record.RatioToSamFast) * 1.15;
        plot.Axes.SetLimitsY(Math.Log10(least), Math.Log10(most));
        ChartStyle.Label(plot.Axes.Left, _marks.Select(mark =>
            (Math.Log10(mark), mark.ToString("0.##", CultureInfo.InvariantCulture))));
    }
}
