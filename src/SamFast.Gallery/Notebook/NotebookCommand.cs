using System.Numerics;
using SamFast.Gallery.Output;
using SamFast.Gallery.Notebook.Figures;

namespace SamFast.Gallery.Notebook;

/// <summary>The whole notebook: run, table, claims, figures, notebook.json.</summary>
internal static class NotebookCommand
{
    public static int Run(NotebookSettings settings)
    {
        try
        {
            // Before anything is computed, so that a folder that cannot be written costs nobody a run.
            Directory.CreateDirectory(settings.Folder);

            var terminal = new Terminal();
            var runs = settings.Precision == "double"
                ? RunAll(Roster.Double, settings, terminal)
                : RunAll(Roster.Float, settings, terminal);
            var claims = Claims.Check(runs);

            ResultTable.Print(terminal, runs);
            ClaimList.Print(terminal, claims);

            terminal.Line();
            foreach (string file in FigureSet.Save(runs, settings.Folder).Append(Report.Save(runs, claims, settings.Folder)))
                terminal.Line($"wrote {file}");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot write to {settings.Folder}: {e.Message}");
            return 1;
        }
    }

    private static List<Run> RunAll<T>(IReadOnlyList<Contender<T>> roster, NotebookSettings settings, Terminal terminal)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var runs = new List<Run>();
        terminal.WithProgress(roster, contender => $"{contender.Name}, {contender.Mode.Label()}", contender =>
        {
            // An opaque step is a whole period: half as many are the same number of gradients at a period of 2.
            int steps = contender.Mode == Mode.Opaque ? settings.Steps / 2 : settings.Steps;
            var calls = Recorder.Record(contender.NewWalker(), steps);
            var run = new Run(
                contender.Name, contender.Mode, settings.Precision, calls, CostMeter.Measure(contender, steps));
            runs.Add(run);
            return $"{steps} steps to ({run.End.X:F4}, {run.End.Y:F4})";
        });
        return runs;
    }
}
