using SamFast.Gallery.Output;

namespace SamFast.Gallery.Fit;

/// <summary>Nonlinear least squares of measurements with certified results, from the data to fit.json.</summary>
internal static class FitCommand
{
    public static int Run(string folder)
    {
        try
        {
            // Fails before the computation if the folder cannot be written.
            Directory.CreateDirectory(folder);

            var terminal = new Terminal();
            var solutions = Solve(terminal);
            ResultTable.Print(terminal, solutions);

            terminal.Line();
            terminal.Line($"wrote {Report.Save(solutions, folder)}");
            terminal.Line($"wrote {FitPanels.Save(solutions, folder)}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot write to {folder}: {e.Message}");
            return 1;
        }
    }

    public static IReadOnlyList<Solution> Solve(Terminal terminal)
    {
        var solutions = new List<Solution>();
        terminal.Work([.. Problem.All.Select(problem => new Job(problem.Name, () =>
        {
            var solution = Solution.Of(problem);
            solutions.Add(solution);
            return $"{solution.Minimum.Losses.Count - 1} steps, {solution.Estimates.Min(e => e.Digits):F1} digits";
        }))], "fit");
        return solutions;
    }
}
