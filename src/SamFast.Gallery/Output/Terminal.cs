using Spectre.Console;
using Spectre.Console.Rendering;

namespace SamFast.Gallery.Output;

/// <summary>The standard output: colours and a progress bar on a terminal, plain lines in a file or a pipe.</summary>
internal sealed class Terminal
{
    // A file has no width: nothing is wrapped.
    private const int WidthOfFiles = 1000;

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

    /// <summary>Whether somebody reads a file, not a terminal.</summary>
    public bool IsPlain { get; }

    public void Line(string text = "") => _console.WriteLine(text);

    public void Write(IRenderable renderable) => _console.Write(renderable);

    /// <summary>Works through a list: a progress bar, or a line for each job as it is done.</summary>
    public void Work(IReadOnlyList<Job> jobs)
    {
        if (IsPlain || !_console.Profile.Capabilities.Interactive)
        {
            for (int i = 0; i < jobs.Count; i++)
                Line($"[{i + 1}/{jobs.Count}] {jobs[i].Title}: {jobs[i].Do()}");
            return;
        }

        _console.Progress()
            .Columns(
                new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var progress = context.AddTask("notebook", maxValue: jobs.Count);
                foreach (var job in jobs)
                {
                    progress.Description = Markup.Escape(job.Title);
                    job.Do();
                    progress.Increment(1);
                }

                progress.Description = "all runs";
            });
    }
}
