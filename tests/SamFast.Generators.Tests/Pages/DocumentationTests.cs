using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>Examples of the documents compile as printed, in a new project that refers to SamFast.</summary>
public class DocumentationTests
{
    private const string ReadMe = "README.md", Contributing = "CONTRIBUTING.md", Package = "src/SamFast/PACKAGE.md",
        Declarations = "src/SamFast/Declarations/README.md", Wrappers = "src/SamFast/Wrappers/README.md",
        Linesearches = "src/SamFast/Linesearches/README.md", Parameters = "src/SamFast/Parameters/README.md",
        Checkpoints = "src/SamFast/Checkpoints/README.md", Sharpness = "src/SamFast/Sharpness/README.md",
        Torch = "src/SamFast.TorchSharp/README.md", FromTorch = "src/SamFast/ComingFromTorch.md",
        FromOptax = "src/SamFast/ComingFromOptax.md", Gradients = "src/SamFast/Gradients/README.md";

    /// <summary>An objective of the reader.</summary>
    private const string Elsewhere = """
        public struct Objective<T> : IGradient<T>, IObjective<T> where T : unmanaged
        {
            public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient) { gradient.Clear(); return 0; }

            public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation) => gradient.Clear();
        }

        """;

    [Fact]
    public void These_tests_list_all_pages_with_examples()
    {
        string[] known =
        [
            ReadMe, Contributing, Package, Declarations, Wrappers, Linesearches, Parameters, Checkpoints, Sharpness,
            FromTorch, FromOptax, Gradients,
            Torch, // compiled by the tests of TorchSharp
        ];
        Assert.Equal(
            known.Order(StringComparer.Ordinal),
            Page.All().Where(page => Regex.IsMatch(Page.Text(page), "^ *```(csharp|cs|c#)", RegexOptions.Multiline)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_link_of_a_page_leads_to_a_file_and_a_heading() => Assert.Empty(Page.All().SelectMany(Page.BrokenLinks));

    [Fact]
    public void The_walk_in_the_contributing_guide_has_at_most_12_hops_over_files_that_exist()
    {
        string walk = Regex.Match(Page.Text(Contributing), "<!-- walk -->(.*)<!-- /walk -->", RegexOptions.Singleline).Groups[1].Value;
        Assert.InRange(Regex.Count(walk, @"^\d+\. ", RegexOptions.Multiline), 8, 12);
        string[] files = [.. Regex.Matches(walk, @"`([\w./]+\.cs)`").Select(match => match.Groups[1].Value)];
        Assert.InRange(files.Length, 10, 20);
        Assert.All(files, file => Assert.True(
            File.Exists(Path.Combine(Page.Root, file)) || File.Exists(Path.Combine(Project.Generators, file)), file));
    }

    [Fact]
    public void The_transforms_in_the_contributing_guide_compile_and_can_be_declared()
    {
        string[] transforms = Page.Blocks(Contributing);
        var outcome = Compiler.Run(string.Concat(transforms)
            + "[Optimizer, ScaleByGlobalRms(decay: 0.9), NormalizeRows, Turn, ScaleByLearningRate(0.1)]"
            + "public sealed partial class Subject;");
        outcome.IsClean();
        Assert.Equal(3, transforms.Length);
        Assert.All(transforms, transform => Assert.True(transform.Split('\n').Length < 30));
    }

    /// <param name="parameters">The variables that the statements of each example use.</param>
    [Theory]
    [InlineData(
        ReadMe, "", "int[] batches, float[] parameters, float[] gradients, Action<int, float[], float[]> Gradient")]
    [InlineData(Package, "float[] parameters, float[] gradients")]
    [InlineData(Declarations, "float[] parameters", "SharpWatched sharp")]
    [InlineData(
        FromTorch, "int[] batches, float[] parameters, float[] gradients, Action<int, float[], float[]> Gradient",
        "Plateau plateau, float[] parameters, float[] gradients, double loss",
        "Scaled scaled, int batch, float[] parameters, float[] gradients, Action<int, double, float[], float[]> ScaledGradient",
        "", "", "Swa swa, float[] parameters, float[] averaged", "double[] point, ref Objective<double> objective")]
    [InlineData(
        FromOptax, "float[] parameters, float[] gradients", "float[] parameters, ref Objective<float> gradient", "")]
    [InlineData(
        Wrappers, "Accumulating accumulating, float[] parameters, float[] gradients",
        "Averaged optimizer, float[] parameters, float[] destination")]
    public void The_examples_of_a_page_compile(string page, params string[] parameters)
    {
        // Blocks with an ellipsis are compared with generated code, or compiled by the tests of TorchSharp.
        Example[] examples = [.. Page.Blocks(page).Where(block => !block.Contains('…')).Select(Example.Of)];
        string program = Page.Program(examples, parameters);
        // Most pages use the optimizer of the first page.
        string optimizer = program.Contains("class ClippedAdamW;", StringComparison.Ordinal)
            ? "" : "[Optimizer, AdamW(1e-3)] public sealed partial class ClippedAdamW;";
        Compiler.RunPrinted(isProgram: false, program + Elsewhere + optimizer).IsClean();
    }

    [Fact]
    public void The_program_on_the_first_page_runs_and_its_loss_falls()
    {
        var assembly = Assembly.Load(Compiler.RunPrinted(isProgram: true, Page.Blocks(ReadMe)[0]).Emit());
        var lines = Printed(() => assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]));
        Assert.Equal(4, lines.Length);
        double[] losses = [.. lines.Select(line => double.Parse(Regex.Match(line, "loss ([0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(losses.OrderDescending(), losses);
        Assert.True(losses[^1] < 0.01);
    }

    [Fact]
    public void The_examples_of_the_page_about_gradients_compile_and_run()
    {
        const string Reader = """
            public static class Library
            {
                public static double Normal(double z) => 1 / (1 + Math.Exp(-z * (1.5976 + 0.07056 * z * z)));
            }

            public static class Reader
            {
                public static void Run()
                {
                    Caller.Example0();
                    double[] p = [0.1, 0.9], x = [-1, 0.5, 2], gradient = new double[2], above = [0.1, 0.9 + 1e-5], below = [0.1, 0.9 - 1e-5];
                    bool[] isOne = [false, true, true];
                    Probit.LossGradient(p, x, isOne, gradient);
                    double difference = (Probit.Loss(above, x, isOne) - Probit.Loss(below, x, isOne)) / 2e-5;

                    // The library's function is an approximation, and the rule that of the function itself.
                    if (Math.Abs(gradient[1] - difference) > 1e-2)
                        throw new InvalidOperationException($"{gradient[1]} is not {difference}.");
                }
            }
            """;
        var examples = Page.Examples(Gradients);
        examples[0] = examples[0] with
        {
            Statements = examples[0].Statements
                + "\ndouble[] slopes = new double[3];\nif (fit.Evaluate(p, slopes) > 0.01 || slopes.Any(slope => Math.Abs(slope) > 1e-6))"
                + "\n    throw new InvalidOperationException($\"{fit.Evaluate(p, [])}\");",
        };
        Run(Page.Program(examples, "") + Reader);
    }

    [Fact]
    public void The_program_on_the_page_about_line_searches_finds_the_minimum()
    {
        const string Reader = "\nConsole.WriteLine(FormattableString.Invariant($\"{loss} {parameters[0]} {parameters[1]}\"));";
        var example = Page.Examples(Linesearches).Single();
        var assembly = Assembly.Load(
            Compiler.RunPrinted(isProgram: true, example.Usings + example.Statements + Reader, example.Declarations).Emit());
        double[] found = [.. Assert.Single(Printed(() => assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]))).Split(' ')
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        Assert.True(found[0] <= 1e-12);
        Assert.Equal(1, found[1], 1e-5);
        Assert.Equal(1, found[2], 1e-5);
    }

    /// <summary>Lines that a program prints.</summary>
    private static string[] Printed(Action run)
    {
        var before = Console.Out;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Console.SetOut(text);
        try
        {
            run();
        }
        finally
        {
            Console.SetOut(before);
        }

        return text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void The_generated_code_on_a_page_is_current()
    {
        string[] blocks = Page.Blocks(Declarations);
        var generated = Lines(Compiler.Run(blocks[0]).Text).GetEnumerator();
        foreach (string line in Lines(blocks.Single(block => block.Contains('…'))).Where(line => line != "…"))
        {
            bool isThere = false;
            while (!isThere && generated.MoveNext())
                isThere = generated.Current == line;
            Assert.True(isThere, line);
        }

        static IEnumerable<string> Lines(string text) => text.Trim().Split('\n').Select(line => line.Trim());
    }

    [Fact]
    public void The_examples_of_the_page_about_parameters_compile_and_run()
    {
        const string Plain = "[Optimizer, AdamW(1e-3)] public sealed partial class Plain;";
        string folder = Directory.CreateTempSubdirectory().FullName;
        // One file per example, with its own usings.
        Example[] examples =
        [
            .. Page.Blocks(Parameters).Select(block => Example.Of(Regex.Replace(block, "\"(?=network\\.)", $"@\"{folder}/"))),
        ];
        var files = examples.Select((example, i) => $$"""
            {{example.Usings}}{{example.Declarations}}
            public static class Example{{i}} { public static unsafe void Run() { {{example.Statements}}
            } }
            """);
        var assembly = Assembly.Load(Compiler.RunPrinted(isProgram: false, [.. files, Plain]).Emit());

        Assert.Equal(7, examples.Count(example => example.Statements.Length > 0));
        try
        {
            for (int i = 0; i < examples.Length; i++)
                assembly.GetType($"Example{i}", throwOnError: true)!.GetMethod("Run")!.Invoke(null, null);
            Assert.Equal(4 * (2048 + 32 + 320), new FileInfo(Path.Combine(folder, "network.bin")).Length);
            Assert.True(File.Exists(Path.Combine(folder, "network.safetensors")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_examples_of_the_page_about_checkpoints_compile_and_run()
    {
        const string Reader = """
            [Optimizer, ClipByGlobalNorm(1.0), Lamb(1e-3)]
            public sealed partial class ClippedLamb;

            [Optimizer, ClipByGlobalNorm(1.0), AdamW(1e-3)]
            public sealed partial class ClippedAdamW;

            [Optimizer, TorchAdamW(1e-3)]
            public sealed partial class AsInTorch;

            [Optimizer, SparseAscent(0.1)]
            public sealed partial class Ascent;

            [Sam<ClippedAdamW, Ascent>]
            public sealed partial class Sparse;

            public static class Reader
            {
                public static void Run()
                {
                    Layout layout = [new("w1", [4, 2]), new("b1", [2])];
                    var parameters = new float[10];
                    var gradients = new float[10];
                    parameters.AsSpan().Fill(1);
                    gradients.AsSpan().Fill(1);

                    var optimizer = new ClippedLamb(layout);
                    optimizer.Step(parameters, gradients);
                    Caller.Example0(optimizer, new Sparse(layout), parameters, new float[10]);

                    var torch = new AsInTorch(layout);
                    torch.Step(parameters, gradients);
                    torch.Save("adam.safetensors", names: StateNames.Torch);
                    var read = new AsInTorch(layout);
                    Caller.Example1(read);
                    if (optimizer.StepCount != 0 || read.StepCount != 1)
                        throw new InvalidOperationException("The one is not reset, or the other one not loaded.");
                }
            }
            """;
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string program = "using System.Collections.Generic;\n" + Page.Program(
                Page.Examples(Checkpoints),
                "ClippedLamb optimizer, Sparse sparse, float[] parameters, float[] mask", "AsInTorch optimizer");
            Run(Regex.Replace(program + Reader, "\"(?=(run|adam)\\.)", $"@\"{folder}/"));
            Assert.True(File.Exists(Path.Combine(folder, "run.safetensors")));
            Assert.True(File.Exists(Path.Combine(folder, "run.weights.safetensors")));
            string torch = File.ReadAllText(Path.Combine(folder, "adam.safetensors"));
            Assert.Contains("\"w1.exp_avg_sq\"", torch, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_examples_of_the_page_about_SAM_compile_and_run()
    {
        const string Reader = """
            [Optimizer, SparseAscent(0.1)]
            public sealed partial class Ascent;

            [Sam<Outer, Ascent>]
            public sealed partial class Sparse;

            public static class Reader
            {
                public static void Run()
                {
                    var optimizer = new Sparse(4);
                    float[] parameters = [1, 2, 3, 4], gradient = new float[4], fisher = new float[4], mask = new float[4];
                    LeastSquares[] batches = [new([1, 0, 0, 0, 0, 1, 0, 0], [1, -1]), new([0, 0, 1, 0, 0, 0, 0, 1], [2, 0])];
                    float[] loops = [1, 1, 1, 1], opaque = [.. loops];
                    for (int epoch = 0; epoch < 300; epoch++)
                        Caller.Example0(batches, loops, new float[4]);
                    for (int epoch = 0; epoch < 300; epoch++)
                        Caller.Example1(batches, opaque);
                    if (!loops.AsSpan().SequenceEqual(opaque) || batches.Sum(batch => batch.Evaluate(loops, [])) > 1)
                        throw new InvalidOperationException($"Both modes descend on the same way: {string.Join(' ', loops)} | {string.Join(' ', opaque)}");

                    Caller.Example2(optimizer, 5, [0, 1, 2], parameters, gradient, fisher, mask, Gradient);
                    if (optimizer.Slot("adversaryMask").ToArray(0) is not [0, 0, 1, 1])
                        throw new InvalidOperationException("The mask is not that of the two largest elements.");
                }

                private static void Gradient(float[] point, int example, float[] gradient)
                {
                    for (int i = 0; i < gradient.Length; i++)
                        gradient[i] = i;
                }
            }
            """;
        Run(Page.Program(
            Page.Examples(Sharpness), "LeastSquares[] batches, float[] parameters, float[] gradients", "LeastSquares[] batches, float[] weights",
            "Sparse optimizer, int epoch, int[] sample, float[] parameters, float[] gradient, float[] fisher, "
                + "float[] mask, Action<float[], int, float[]> Gradient") + Reader);
    }

    private static void Run(string program) =>
        Assembly.Load(Compiler.RunPrinted(isProgram: false, program).Emit())
            .GetType("Reader", throwOnError: true)!.GetMethod("Run")!.Invoke(null, null);
}
