using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SamFast.Benchmarks.Engine;

namespace SamFast.Benchmarks.Gradients;

/// <summary>Time of the generator in a project with 50 losses: at a keystroke within one of them, and for each body in a build.</summary>
internal static class GeneratorTime
{
    private const int Losses = 50, Rounds = 41, WarmUp = 20;

    private static readonly string[] _bodies =
    [
        """
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double r = p[0] * Math.Exp(-p[1] * x[i]) + p[2] - y[i];
            sum += r * r;
        }

        return sum / x.Length;
        """,
        """
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double z = p[32];
            for (int k = 0; k < 32; k++)
                z += p[k] * x[i * 32 + k];
            double m = -y[i] * z;
            if (m > 0)
                sum += m + Math.Log(1 + Math.Exp(-m));
            else
                sum += Math.Log(1 + Math.Exp(m));
        }

        return sum / y.Length;
        """,
        """
        double a = 0.5, b = 0.5, log = 0, stay = 1 / (1 + Math.Exp(-p[0]));
        for (int t = 0; t < x.Length; t++)
        {
            double e = Math.Exp(-0.5 * (x[t] - p[1]) * (x[t] - p[1])), f = Math.Exp(-0.5 * (x[t] - p[2]) * (x[t] - p[2]));
            double na = (a * stay + b * (1 - stay)) * e, nb = (a * (1 - stay) + b * stay) * f, c = na + nb;
            log += Math.Log(c);
            a = na / c;
            b = nb / c;
        }

        return -log / x.Length;
        """,
    ];

    /// <summary>Prints the times.</summary>
    public static void Print()
    {
        var generator = ((IIncrementalGenerator)Activator.CreateInstance(Assembly.LoadFrom(
            Path.Combine(AppContext.BaseDirectory, "Generators", "SamFast.Generators.dll")).GetType("SamFast.Generators.GradientGenerator", throwOnError: true)!)!)
            .AsSourceGenerator();
        var compilation = CSharpCompilation.Create(
            "Losses", Enumerable.Range(0, Losses).Select(i => Tree(i, "")),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        double signatures = Build(generator, compilation, IncrementalGeneratorOutputKind.Implementation);
        double all = Build(generator, compilation, IncrementalGeneratorOutputKind.None);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Generator, {Losses} losses, medians: {Keystroke(generator, compilation):F2} ms at a keystroke; {(all - signatures) / Losses:F2} ms for each body in a build."));
    }

    /// <summary>Milliseconds of a run after an edit of one body.</summary>
    private static double Keystroke(ISourceGenerator generator, CSharpCompilation compilation)
    {
        var driver = Driver(generator, IncrementalGeneratorOutputKind.Implementation).RunGenerators(compilation);
        var times = new List<double>();
        for (int round = -WarmUp; round < Rounds; round++)
        {
            int edited = (round + WarmUp) % Losses;
            var old = compilation.SyntaxTrees.First(tree => tree.FilePath == PathOf(edited));
            compilation = compilation.ReplaceSyntaxTree(old, Tree(edited, $"int edit{round + WarmUp} = 0;"));
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(compilation);
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return Quantiles.Of(times, 0.5);
    }

    /// <summary>Milliseconds of a first run.</summary>
    private static double Build(ISourceGenerator generator, CSharpCompilation compilation, IncrementalGeneratorOutputKind without)
    {
        var times = new List<double>();
        for (int round = -WarmUp; round < Rounds; round++)
        {
            // A compilation that has bound nothing.
            var fresh = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(Enumerable.Range(0, Losses).Select(i => Tree(i, "")));
            long start = Stopwatch.GetTimestamp();
            var result = Driver(generator, without).RunGenerators(fresh).GetRunResult();
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (result.Diagnostics.FirstOrDefault() is { } problem)
                throw new InvalidOperationException(problem.ToString());
        }

        return Quantiles.Of(times, 0.5);
    }

    private static CSharpGeneratorDriver Driver(ISourceGenerator generator, IncrementalGeneratorOutputKind without) =>
        CSharpGeneratorDriver.Create([generator], driverOptions: new GeneratorDriverOptions(without));

    private static string PathOf(int number) => $"Loss{number}.cs";

    private static SyntaxTree Tree(int number, string statement) => CSharpSyntaxTree.ParseText(
        $$"""
        using System;
        using SamFast;
        public static partial class Losses{{number}}
        {
            [Differentiable]
            public static double Loss(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
            {
                {{statement}}
                {{_bodies[number % _bodies.Length]}}
            }
        }
        """, path: PathOf(number));
}
