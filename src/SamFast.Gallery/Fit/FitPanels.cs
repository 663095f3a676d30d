using SamFast.Gallery.Output;
using ScottPlot;

namespace SamFast.Gallery.Fit;

/// <summary>A panel for each problem: the measurements and the fitted model; and one with all descents.</summary>
internal static class FitPanels
{
    private const int Points = 300;

    private static readonly Color[] _colors =
        [Style.Sam, Color.FromHex("#f08a24"), Color.FromHex("#3a8f5c"), Color.FromHex("#8e5ea2"), Color.FromHex("#1f2933")];

    /// <summary>Writes the figure and returns its path.</summary>
    public static string Save(IReadOnlyList<Solution> solutions, string folder)
    {
        Typeface.Use();
        return Style.Save(
            [.. solutions.Select(Panel), Descents(solutions)], columns: 3, panelHeight: 270, Path.Combine(folder, "fit.png"));
    }

    private static Plot Panel(Solution solution, int number)
    {
        var plot = new Plot();
        var problem = solution.Problem;
        var points = plot.Add.ScatterPoints(problem.X, problem.Y, Style.Plain);
        points.MarkerSize = 6;
        points.LegendText = "measurements";
        double low = problem.X.Min(), width = problem.X.Max() - low;
        var curve = Enumerable.Range(0, Points + 1).Select(i => low + (i * width / Points))
            .Select(x => new Coordinates(x, problem.Predict(solution.Minimum.Parameters, x)));
        Style.Curve(plot, curve, $"{problem.Name}", _colors[number], 2);
        Style.Panel(plot, problem.Name, problem.Quantities.X, problem.Quantities.Y);
        return plot;
    }

    /// <summary>The excess of each sum of squares over its minimum, relative to the minimum.</summary>
    private static Plot Descents(IReadOnlyList<Solution> solutions)
    {
        var plot = new Plot();
        foreach (var (number, solution) in solutions.Index())
        {
            double least = solution.Minimum.Loss;
            var points = solution.Minimum.Losses.Index().Select(step => new Coordinates(step.Index, Excess(step.Item)));
            Style.Curve(plot, points.Where(point => double.IsFinite(point.Y)), solution.Problem.Name, _colors[number], 2);

            double Excess(double loss) => loss > least ? Math.Log10((loss / least) - 1) : double.NaN;
        }

        Style.Panel(plot, "Descents", "step", "relative excess, power of ten");
        return plot;
    }
}
