using System.Globalization;
using SamFast.Gallery.Output;
using Spectre.Console;

namespace SamFast.Gallery.OwnTransform;

[Optimizer<double>, Sgd(1e-3)]
internal sealed partial class Plain;

[Optimizer<double>, Grokfast(lambda: 5), Sgd(1e-3)]
internal sealed partial class Grokfast;

/// <summary>A transform written in this project: prints its plan, and its effect on Rosenbrock's function, whose gradient is small
/// along the valley.</summary>
internal static class OwnTransformCommand
{
    private const double Tolerance = 1e-6;
    private const int MostSteps = 100_000;

    public static int Run()
    {
        var terminal = new Terminal();
        terminal.Line("GrokfastAttribute.cs is a transform of this project. Its plan:");
        terminal.Line();
        terminal.Line(Grokfast.Plan.ToString());

        var table = new Table { Border = terminal.IsPlain ? TableBorder.Ascii : TableBorder.Rounded };
        table.AddColumn("chain");
        table.AddColumn(new TableColumn("steps").RightAligned());
        table.AddColumn(new TableColumn("bytes\n/step").RightAligned());
        table.AddRow(["Sgd", .. Cells(new Plain(2))]);
        table.AddRow(["Grokfast, Sgd", .. Cells(new Grokfast(2))]);
        terminal.Write(table);
        terminal.Line("Steps until Rosenbrock's function is below 1e-6, from (-1.2, 1), with a learning rate of 0.001.");
        return 0;
    }

    private static string[] Cells(IGradientOptimizer<double> optimizer)
    {
        Span<double> point = [-1.2, 1], gradient = stackalloc double[2];
        int steps = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        while (Evaluate(point, gradient) >= Tolerance && steps < MostSteps)
        {
            optimizer.Step(point, gradient);
            steps++;
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return
        [
            steps < MostSteps ? steps.ToString(CultureInfo.InvariantCulture) : "never",
            (bytes / Math.Max(1, steps)).ToString(CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>(1 − x)² + 100(y − x²)².</summary>
    private static double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double rest = 1 - point[0], valley = point[1] - (point[0] * point[0]);
        gradient[0] = (-2 * rest) - (400 * point[0] * valley);
        gradient[1] = 200 * valley;
        return (rest * rest) + (100 * valley * valley);
    }
}
