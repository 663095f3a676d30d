using Spectre.Console;
using Spectre.Console.Rendering;

namespace SamFast.Gallery.Output;

/// <summary>The standard output: colours and a live progress bar on a terminal, plain lines in a file or a pipe.</summary>
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

    /// <summary>Works through a list. Each piece of work returns what came of it, in a few words.</summary>
    public void WithProgress<T>(IReadOnlyList<T> items, Func<T, string> title, Func<T, string> work)
    {
        if (IsPlain || !_console.Profile.Capabilities.Interactive)
        {
            for (int i = 0; i < items.Count; i++)
                Line($"[{i + 1}/{items.Count}] {title(items[i])}: {work(items[i])}");
            return;
        }

        _console.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                new PercentageColumn())
            .Start(context =>
            {
                var task = context.AddTask("notebook", maxValue: items.Count);
                foreach (var item in items)
                {
                    task.Description = Markup.Escape(title(item));
                    work(item);
                    task.Increment(1);
                }

                task.Description = "all runs";
            });
    }
}
