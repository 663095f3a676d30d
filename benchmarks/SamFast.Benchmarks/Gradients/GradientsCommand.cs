using System.Globalization;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Gradients.Workloads;
using SamFast.Benchmarks.Report;

namespace SamFast.Benchmarks.Gradients;

/// <summary>Prints the times of generated gradients and Hessian products ÷ those of other ways to compute them:
/// <c>gradients [--quick] [NAME…]</c>. With the name <c>generator</c>, and without names, prints the time of the generator, too.</summary>
internal static class GradientsCommand
{
    internal const string Name = "gradients";

    private const string Quick = "--quick", Generator = "generator";

    private static readonly string[] _others =
        [PeerNames.Primal, PeerNames.Scalar, PeerNames.Vectors, PeerNames.Duals, PeerNames.Gcc, PeerNames.TorchSharp];

    private static IEnumerable<GradientWorkload> Workloads =>
    [
        new DoubleWell(), new CurveFit(isRoot: false), new CurveFit(isRoot: true), new Logistic(), new Perceptron(), new DigitsPerceptron(isDense: false),
        new DigitsPerceptron(isDense: true), new LotkaVolterra(), new HiddenMarkov(),
    ];

    internal static int Run(string[] args)
    {
        var effort = new Effort(Threads: 1, IsQuick: args.Contains(Quick), IsBusy: false);
        string[] names = [.. args.Skip(1).Where(argument => argument != Quick)];
        Console.WriteLine(Machine.Line);
        Console.WriteLine("Time of the generated gradient ÷ time of each other way, and of the Hessian product ÷ the gradient: medians of paired ratios.");
        Console.WriteLine($"| | {string.Join(" | ", _others)} | {PeerNames.HessianProduct} | ns | bytes per call | bytes of tape |");
        Console.WriteLine($"|---|{string.Concat(_others.Select(_ => "---:|"))}---:|---:|---:|---:|");
        foreach (var workload in Workloads.Where(w => names.Length == 0 || names.Any(name => w.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase))))
            Console.WriteLine(Row(workload, effort));
        foreach (string note in LeftOut.Notes)
            Console.WriteLine(note);
        if (names.Length == 0 || names.Contains(Generator))
            GeneratorTime.Print();
        return 0;
    }

    private static string Row(GradientWorkload workload, Effort effort)
    {
        var contest = new GradientContest(workload);
        contest.Rehearse();
        contest.Run(effort);
        var gradient = contest.Result(PeerNames.Gradient);
        string[] cells =
        [
            workload.Name, .. _others.Select(other => Text(contest.Ratio(PeerNames.Gradient, other))),
            Text(contest.Ratio(PeerNames.HessianProduct, PeerNames.Gradient)), gradient.MedianNs.ToString("F0", CultureInfo.InvariantCulture),
            gradient.AllocatedBytes.ToString("F0", CultureInfo.InvariantCulture), workload.TapeBytes.ToString("N0", CultureInfo.InvariantCulture),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Text(double? ratio) => ratio?.ToString(ratio < 0.1 ? "G2" : "F2", CultureInfo.InvariantCulture) ?? "";
}
