using System.Globalization;
using SamFast.Gallery.Output;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace SamFast.Gallery.Ode;

/// <summary>Counts and fitted populations: over time, and as a cycle of one population over the other.</summary>
internal static class PopulationPanels
{
    private static readonly Color _predators = Color.FromHex("#c8511b");

    /// <summary>Writes the figure and returns its path.</summary>
    public static string Save(IReadOnlyList<Solution> solutions, string folder)
    {
        Typeface.Use();
        return Style.Save(
            [.. solutions.SelectMany(solution => new[] { OverTime(solution), Cycle(solution) })], columns: 2, panelHeight: 270,
            Path.Combine(folder, "ode.png"));
    }

    private static Plot OverTime(Solution solution)
    {
        var plot = new Plot();
        var census = solution.Census;
        double[] years = [.. census.Prey.Select((_, i) => (double)census.FirstYear + i)];
        Counts(plot, years, census.Prey, "prey", Style.Sam);
        Counts(plot, years, census.Predators, "predators", _predators);
        Style.Curve(plot, solution.Path().Select(p => new Coordinates(p.Year, p.At.Prey)), "prey, fitted", Style.Sam, 2);
        Style.Curve(plot, solution.Path().Select(p => new Coordinates(p.Year, p.At.Predators)), "predators, fitted", _predators, 2);
        Style.Panel(plot, $"{census.Name}, over time", "year", "population");
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = year => year.ToString("F0", CultureInfo.InvariantCulture) };
        return plot;
    }

    private static Plot Cycle(Solution solution)
    {
        var plot = new Plot();
        Counts(plot, solution.Census.Prey, solution.Census.Predators, "counts", Style.Plain);
        Style.Curve(plot, solution.Path().Select(p => new Coordinates(p.At.Prey, p.At.Predators)), "fitted cycle", Colors.Black, 2);
        Style.Panel(plot, $"{solution.Census.Name}, cycle", "prey", "predators");
        return plot;
    }

    private static void Counts(Plot plot, double[] x, double[] y, string legend, Color color)
    {
        var points = plot.Add.ScatterPoints(x, y, color);
        points.MarkerSize = 6;
        points.LegendText = legend;
    }
}
