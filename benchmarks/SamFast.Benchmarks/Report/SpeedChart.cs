using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Peers;
using ScottPlot;

namespace SamFast.Benchmarks.Report;

/// <summary>Parameters per nanosecond for each shape; the roofline is dashed.</summary>
internal static class SpeedChart
{
    public static string Save(IReadOnlyList<Record> records, string title, string path)
    {
        var plot = ChartStyle.New(title, "parameters per nanosecond");
        var places = ChartStyle.Places(records);
        foreach (string competitor in ChartStyle.Competitors(records))
        {
            var color = ChartStyle.ColorOf(competitor, records);
            var own = records.Where(record => record.Competitor == competitor).ToLookup(record => record.Shape.IsList);
            var curves = new[] { own[false], own[true] }.Where(curve => curve.Any())
                .Select(curve => AddCurve(plot, places, curve, color)).ToList();
            curves[0].LegendText = competitor;
            foreach (var curve in curves)
            {
                curve.LineWidth = competitor == records[0].Competitor ? 4 : 2;
                curve.MarkerSize = 7;
                curve.LinePattern = competitor == Roofline.Name ? LinePattern.Dashed : LinePattern.Solid;
            }
        }

        ChartStyle.LabelPlaces(plot, places);
        plot.Axes.SetLimitsY(0, 1.08 * records.Max(record => record.Speed));
        return ChartStyle.Save(plot, path);
    }

    private static ScottPlot.Plottables.Scatter AddCurve(
        Plot plot, Dictionary<Shape, double> places, IEnumerable<Record> curve, Color color) =>
        plot.Add.Scatter(
            curve.Select(record => new Coordinates(places[record.Shape], record.Speed)).ToArray(), color);
}
