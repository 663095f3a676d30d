using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Notebook.Figures;

/// <summary>Three panels of paths through the parameter plane, over lines of equal loss.</summary>
internal static class PathPanels
{
    public static string Save(IReadOnlyList<Duel> duels, Mode mode, string path) =>
        Style.Save([.. duels.Select(duel => Panel(duel, mode))], columns: 3, panelWidth: 560, panelHeight: 420, path);

    private static Plot Panel(Duel duel, Mode mode)
    {
        var plot = new Plot();
        Style.Panel(plot, $"{duel.SamTitle} and {duel.PlainTitle}, {mode.Label()}", "x", "y", Alignment.LowerRight);
        plot.HideGrid();
        Surface.Contours(plot, Colors.LightGray);

        if (mode == Mode.Transparent)
        {
            var summits = Coordinates(PathClaims.Summits(duel.Sam));
            Style.Curve(plot, summits, $"{duel.SamTitle}, perturbed", Style.Adversary, 1);
        }

        Style.Curve(plot, Path(duel.Plain), duel.PlainTitle, Style.Plain, 2.5f);
        Style.Curve(plot, Path(duel.Sam), duel.SamTitle, Style.Sam, 2.5f);
        Mark(plot, Landmarks.Start, "start", MarkerShape.FilledDiamond);
        Mark(plot, Landmarks.SharpMinimum, "optima", MarkerShape.Cross);
        Mark(plot, Landmarks.SmoothMinimum, "", MarkerShape.Cross);
        plot.Axes.SetLimits(-0.6, 2.4, -0.85, 0.55);
        return plot;
    }

    private static IEnumerable<Coordinates> Path(Run run) =>
        Coordinates(run.OuterSteps.Select(step => step.After).Prepend(Landmarks.Start));

    private static IEnumerable<Coordinates> Coordinates(IEnumerable<Point> points) =>
        points.Select(point => new Coordinates(point.X, point.Y));

    private static void Mark(Plot plot, Point point, string legend, MarkerShape shape)
    {
        var marker = plot.Add.Marker(point.X, point.Y, shape, 9, Colors.Black);
        marker.LegendText = legend;
    }
}
