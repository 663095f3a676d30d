using SamFast.Gallery.Output;

namespace SamFast.Gallery.Ode;

/// <summary>The parameters of a differential equation from counts, from the data to ode.json.</summary>
internal static class OdeCommand
{
    public static int Run(OdeSettings settings)
    {
        try
        {
            // Fails before the computation if the folder cannot be written.
            Directory.CreateDirectory(settings.Folder);

            var terminal = new Terminal();
            var solutions = Solve(settings, terminal);
            ResultTable.Print(terminal, solutions);

            terminal.Line();
            terminal.Line($"wrote {Report.Save(solutions, settings.Folder)}");
            terminal.Line($"wrote {PopulationPanels.Save(solutions, settings.Folder)}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot write to {settings.Folder}: {e.Message}");
            return 1;
        }
    }

    public static IReadOnlyList<Solution> Solve(OdeSettings settings, Terminal terminal)
    {
        var solutions = new List<Solution>();
        terminal.Work([.. new[] { Census.Furs, Census.Generate(settings.Noise, settings.Seed) }.Select(census => new Job(census.Name, () =>
        {
            var solution = Solution.Of(census);
            solutions.Add(solution);
            return $"{solution.Minimum.Losses.Count - 1} steps, misfit {solution.Minimum.Loss:F4}";
        }))], "ode");
        return solutions;
    }
}
