using System.Globalization;
using SamFast.Gallery.Output;
using Spectre.Console;

namespace SamFast.Gallery.Fit;

/// <summary>The fitted parameters beside the certified ones.</summary>
internal static class ResultTable
{
    public static void Print(Terminal terminal, IReadOnlyList<Solution> solutions)
    {
        var table = terminal.NewTable(
            title: null, ["problem", "parameter"],
            ["estimate", "certified", "digits", "deviation,\nexact Hessian", "deviation,\nJᵀJ", "certified\ndeviation"]);
        foreach (var solution in solutions)
        {
            if (solution != solutions[0])
                table.AddEmptyRow();
            for (int i = 0; i < solution.Estimates.Count; i++)
                table.AddRow([.. Cells(solution, i).Select(Markup.Escape)]);
        }

        terminal.Line();
        terminal.Write(table);
        foreach (var solution in solutions)
        {
            terminal.Line(
                $"{solution.Problem.Name}: sum of squares {Text(solution.Minimum.Loss)} (certified {Text(solution.Problem.CertifiedSum)}), "
                + $"{solution.Minimum.Losses.Count - 1 - solution.Minimum.NewtonSteps} steps of L-BFGS, "
                + $"{solution.Minimum.NewtonSteps} Newton steps.");
        }

        terminal.Line("Digits: agreement with the certified value, 11 at most. Certified deviations neglect the curvature of the model,");
        terminal.Line("as those of JᵀJ do; the exact Hessian includes it.");
    }

    private static IEnumerable<string> Cells(Solution solution, int i)
    {
        var estimate = solution.Estimates[i];
        return
        [
            i == 0 ? solution.Problem.Name : "", estimate.Name, Text(estimate.Value), Text(estimate.Reference),
            estimate.Digits.ToString("F1", CultureInfo.InvariantCulture), Short(estimate.Deviation), Short(solution.LinearDeviations[i]),
            Short(estimate.ReferenceDeviation!.Value),
        ];
    }

    private static string Text(double value) => value.ToString("G11", CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString("G5", CultureInfo.InvariantCulture);
}
