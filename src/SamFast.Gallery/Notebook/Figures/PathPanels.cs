using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Notebook.Figures;

/// <summary>Three panels of paths through the parameter plane, over lines of equal loss.</summary>
internal static class PathPanels
{
    public static string Save(IReadOnlyList<Duel> duels, Mode mode, string path) =>
        Style.Save([.. duels.Select(duel => Panel(duel, mode))], columns: 3, panelHeight: 270, path);

    private static Plot Panel(Duel duel, Mode mode)
    {
        var plot = new Plot();
        Style.Panel(plot, duel.Title, "x", "y");
        plot.HideGrid();
        Surface.Contours(plot, Colors.LightGray);

        Style.Curve(plot, Path(duel.Plain), Duel.PlainLegend, Style.Plain, 2.5f);
        if (mode == Mode.Transparent)
        {
            var summits = Coordinates(PathClaims.Summits(duel.Sam));
            Style.Curve(plot, summits, Duel.PerturbedLegend, Style.Adversary, .75f);
        }

        Style.Curve(plot, Path(duel.Sam), Duel.SamLegend, Style.Sam, 2.5f);
        Mark(plot, Landmarks.Start, "start", MarkerShape.FilledDiamond);
        Mark(plot, Landmarks.SharpMinimum, "minima", MarkerShape.Cross);
        Mark(plot, Landmarks.SmoothMinimum, "", MarkerShape.Cross);
        Name(plot, Landmarks.SharpMinimum, "sharp");
        Name(plot, Landmarks.SmoothMinimum, "smooth");
        plot.Axes.Bottom.SetTicks([0, 1, 2], ["0", "1", "2"]);
        plot.Axes.Left.SetTicks([-0.4, -0.2, 0, 0.2], ["−0.4", "−0.2", "0", "0.2"]);
        plot.Axes.SetLimits(-0.6, 2.5, -0.55, 0.35);
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

    /// <summary>Writes the name of a minimum above it and above all paths.</summary>
    private static void Name(Plot plot, Point minimum, string name)
    {
        var text = plot.Add.Text(name, minimum.X, 0.27);
        text.LabelFontSize = 13;
        text.LabelFontColor = Colors.Black;
        text.LabelBackgroundColor = Colors.White.WithAlpha(.8);
        text.LabelAlignment = Alignment.MiddleCenter;
    }
}
