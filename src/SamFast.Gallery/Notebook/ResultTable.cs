using System.Globalization;
using SamFast.Gallery.Output;
using Spectre.Console;

namespace SamFast.Gallery.Notebook;

/// <summary>The one table: a row per run.</summary>
internal static class ResultTable
{
    public static void Print(Terminal terminal, IReadOnlyList<Run> runs)
    {
        var table = new Table { Border = terminal.IsPlain ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumns("optimizer", "mode");
        foreach (string heading in new[] { "steps", "end x", "end y", "loss" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddColumn("optimum");
        foreach (string heading in new[] { "within 0.1:\nouter step", "\ngradients", "within 0.05:\nouter step", "\ngradients",
            "time\nper step", "bytes\nper step" })
            table.AddColumn(new TableColumn(heading).RightAligned());

        foreach (var run in runs)
            table.AddRow([.. Cells(run).Select(Markup.Escape)]);

        terminal.Line();
        terminal.Write(table);
        terminal.Line(
            $"Precision: {runs[0].Precision}. Within: first outer step, and gradients evaluated until then, at which the "
            + "unperturbed parameters are that near to (2, 0).");
        terminal.Line(
            "Time and bytes allocated per Step, the evaluation of its gradients included (opaque: of a whole period); "
            + "measured after warm-up, in runs that record nothing.");
    }

    private static string[] Cells(Run run)
    {
        var (near, nearer) = (run.FirstWithin(0.1), run.FirstWithin(0.05));
        return
        [
            run.Optimizer, run.Mode.Label(), Number(run.Calls.Count),
            Fixed(run.End.X, 4), Fixed(run.End.Y, 4), Fixed(run.Loss, 5), run.Optimum,
            Number(near?.OuterStep), Number(near?.GradientEvaluations),
            Number(nearer?.OuterStep), Number(nearer?.GradientEvaluations),
            Fixed(run.Cost.NanosecondsPerStep, 0) + " ns", run.Cost.AllocatedBytesPerStep.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "never";

    private static string Fixed(double value, int digits)
    {
        string text = value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text;
    }
}
