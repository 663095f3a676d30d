using System.Collections.Concurrent;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SamFast.Gallery.Output;

/// <summary>The standard output: colours and a progress bar on a terminal, plain lines in a file or a pipe.</summary>
internal sealed class Terminal
{
    // A file has no width, so lines are not wrapped.
    private const int WidthOfFiles = 1000;

    // The maximum number of progress lines in a file.
    private const int MostLines = 24;

    private readonly IAnsiConsole _console;

    public Terminal()
    {
        IsPlain = Console.IsOutputRedirected;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = IsPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = IsPlain ? InteractionSupport.No : InteractionSupport.Detect,
            // The enrichers turn colours on under some CI servers even when the output is a file.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = !IsPlain },
        });
        if (IsPlain)
            _console.Profile.Width = WidthOfFiles;
    }

    /// <summary>True if the output is a file or a pipe, not a terminal.</summary>
    public bool IsPlain { get; }

    public void Line(string text = "") => _console.WriteLine(text);

    public void Write(IRenderable renderable) => _console.Write(renderable);

    /// <summary>Makes a table: columns of text, then columns of numbers.</summary>
    public Table NewTable(string? title, IEnumerable<string> texts, IEnumerable<string> numbers)
    {
        var table = new Table { Border = IsPlain ? TableBorder.Ascii : TableBorder.Rounded };
        if (title is not null)
            table.Title = new TableTitle(title);
        foreach (string heading in texts)
            table.AddColumn(new TableColumn(heading).NoWrap());
        foreach (string heading in numbers)
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        return table;
    }

    /// <summary>Runs a list of jobs. A terminal shows a progress bar. A file gets lines for completed jobs, or for some of them
    /// if there are many.</summary>
    /// <param name="jobs">The jobs, started in this order.</param>
    /// <param name="title">The title of the list.</param>
    /// <param name="workers">The number of concurrent jobs.</param>
    public void Work(IReadOnlyList<Job> jobs, string title = "notebook", int workers = 1)
    {
        if (IsPlain || !_console.Profile.Capabilities.Interactive)
        {
            int done = 0, each = (jobs.Count + MostLines - 1) / MostLines;
            Do(jobs, workers, (job, outcome) =>
            {
                if (++done % each == 0 || done == jobs.Count)
                    Line($"[{done}/{jobs.Count}] {job.Title}: {outcome}");
            });
            return;
        }

        _console.Progress()
            .Columns(
                new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var progress = context.AddTask(title, maxValue: jobs.Count);
                Do(
                    jobs, workers, (_, _) => progress.Increment(1),
                    job => progress.Description = Markup.Escape(job.Title));
                progress.Description = "all runs";
            });
    }

    private static void Do(
        IReadOnlyList<Job> jobs, int workers, Action<Job, string> onDone, Action<Job>? onStart = null)
    {
        if (workers == 1)
        {
            foreach (var job in jobs)
                Once(job);
            return;
        }

        // Workers take one job at a time, in order, because jobs differ in duration.
        Parallel.ForEach(
            Partitioner.Create(jobs, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = workers }, Once);

        void Once(Job job)
        {
            lock (jobs)
                onStart?.Invoke(job);
            string outcome = job.Do();
            lock (jobs)
                onDone(job, outcome);
        }
    }
}
