using System.Numerics;
using SamFast.Gallery.Notebook.Figures;
using SamFast.Gallery.Output;

namespace SamFast.Gallery.Notebook;

/// <summary>The whole notebook: run, table, claims, figures, notebook.json.</summary>
internal static class NotebookCommand
{
    public static int Run(NotebookSettings settings)
    {
        try
        {
            // Fails before the computation if the folder cannot be written.
            Directory.CreateDirectory(settings.Folder);

            var terminal = new Terminal();
            var runs = settings.Precision == "double"
                ? RunAll(Roster.Double, settings, terminal)
                : RunAll(Roster.Float, settings, terminal);
            var claims = Claims.Check(runs);

            ResultTable.Print(terminal, runs);
            ClaimList.Print(terminal, claims);

            terminal.Line();
            terminal.Line($"wrote {Report.Save(runs, claims, settings.Folder)}");
            foreach (string file in FigureSet.Save(runs, settings.Folder))
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
        var paths = new Dictionary<Contender<T>, Call[]>();
        var runs = new List<Run>();

        // An opaque step is a whole period: with a period of 2, half as many steps take the same number of gradients.
        int Steps(Contender<T> contender) => contender.Mode == Mode.Opaque ? settings.Steps / 2 : settings.Steps;

        var run = roster.Select(contender => new Job($"{contender.Name}, {contender.Mode.Label()}", () =>
        {
            int steps = Steps(contender);
            paths[contender] = Recorder.Record(contender.NewWalker(), steps);
            CostMeter.WarmUp(contender, steps);
            return $"{Numbers.Count(steps)} steps";
        }));
        var measure = roster.Select(contender => new Job($"timing {contender.Name}, {contender.Mode.Label()}", () =>
        {
            var cost = CostMeter.Measure(contender, Steps(contender));
            runs.Add(new Run(contender.Name, contender.Mode, settings.Precision, paths[contender], cost));
            return $"{Numbers.Fixed(cost.NanosecondsPerStep, 0)} ns per step";
        }));
        terminal.Work([.. run, .. measure]);
        return runs;
    }
}
