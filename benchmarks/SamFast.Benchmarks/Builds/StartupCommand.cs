using System.Diagnostics;
using System.Globalization;
using SamFast.Benchmarks.Catalog;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Builds;

/// <summary>Time of the first steps of a program, most of which the JIT takes: <c>startup [PROCESSES]</c>.</summary>
internal static class StartupCommand
{
    public const string Name = "startup";

    /// <summary>The argument of the processes that it starts.</summary>
    private const string Measured = "measured";

    private const int Parameters = 1000, Processes = 9;

    private static readonly (string Title, string? Variable, string? Value)[] _variants =
    [
        ("default", null, null),
        ("without AVX-512", "DOTNET_EnableAVX512", "0"),
        ("without AVX2", "DOTNET_EnableAVX2", "0"),
        ("DOTNET_TieredPGO=0", "DOTNET_TieredPGO", "0"),
        ("DOTNET_TC_QuickJitForLoops=0", "DOTNET_TC_QuickJitForLoops", "0"),
        ("DOTNET_TieredCompilation=0", "DOTNET_TieredCompilation", "0"),
    ];

    public static int Run(string[] args)
    {
        if (args.Contains(Measured))
            return Measure();
        int processes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Processes;
        Console.WriteLine($"Milliseconds of constructor and first step, medians of {processes} processes in turn:");
        Console.WriteLine($"{"",-30} {"hand-written loop",18} {"AdamW",8} {"each other optimizer, mean",27}");
        var rounds = Enumerable.Range(0, processes).Select(_ => _variants.Select(Start).ToArray()).ToArray();
        for (int v = 0; v < _variants.Length; v++)
        {
            double Median(int column) => Quantiles.Of(rounds.Select(round => round[v][column]), 0.5);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{_variants[v].Title,-30} {Median(0),18:0.0} {Median(1),8:0.0} {Median(2),27:0.0}"));
        }

        return 0;
    }

    /// <summary>Prints the times of this process.</summary>
    private static int Measure()
    {
        float[] parameters = new float[Parameters], gradients = new float[Parameters], mu = new float[Parameters], nu = new float[Parameters];
        long start = Stopwatch.GetTimestamp();
        ByHand(parameters, gradients, mu, nu);
        double byHand = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        start = Stopwatch.GetTimestamp();
        new OfAdamW(Parameters).Step(parameters, gradients);
        double first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        var layout = Layout.Of(Parameters);
        var others = CatalogStep.Optimizers.Where(optimizer => optimizer.Key != "AdamW").ToArray();
        start = Stopwatch.GetTimestamp();
        foreach (var (_, create) in others)
            create(layout).Step(parameters, gradients);
        double other = Stopwatch.GetElapsedTime(start).TotalMilliseconds / others.Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{byHand} {first} {other}"));
        return 0;
    }

    private static void ByHand(float[] parameters, float[] gradients, float[] mu, float[] nu)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            mu[i] = (0.9f * mu[i]) + (0.1f * gradients[i]);
            nu[i] = (0.999f * nu[i]) + (0.001f * gradients[i] * gradients[i]);
            parameters[i] -= 1e-3f * ((mu[i] / 0.1f / (MathF.Sqrt(nu[i] / 0.001f) + 1e-8f)) + (1e-4f * parameters[i]));
        }
    }

    private static double[] Start((string Title, string? Variable, string? Value) variant)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!, [Name, Measured]) { RedirectStandardOutput = true };
        if (variant.Variable is { } variable)
            info.Environment[variable] = variant.Value;
        using var process = Process.Start(info)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. output.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }
}
