using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>What the documents show is C# that compiles.</summary>
public class DocumentationTests
{
    [Fact]
    public void The_transforms_in_the_contributing_guide_compile_and_can_be_declared()
    {
        string[] transforms = [.. CodeBlocks("CONTRIBUTING.md")];
        var outcome = Compiler.Run(string.Concat(transforms)
            + "[Optimizer, ScaleByGlobalRms(decay: 0.9), NormalizeRows, Turn, ScaleByLearningRate(0.1)] public sealed partial class Subject;");
        outcome.IsClean();
        Assert.Equal(3, transforms.Length);
        Assert.All(transforms, transform => Assert.True(transform.Split('\n').Length < 30));
    }

    [Theory]
    [InlineData("src/SamFast/Declarations/README.md")]
    [InlineData("src/SamFast/Wrappers/README.md")]
    [InlineData("src/SamFast/Linesearches/README.md")]
    [InlineData("src/SamFast/PACKAGE.md")]
    public void What_a_page_declares_compiles(string page)
    {
        string[] declarations = [.. CodeBlocks(page).Where(block => !block.Contains('…')).SelectMany(Paragraphs).Where(IsDeclaration)];
        Assert.NotEmpty(declarations);
        string[] elsewhere =
        [
            .. ((string[])["ClippedAdamW", "Outer", "Ascent"])
                .Where(name => declarations.All(d => !d.Contains($"class {name};", StringComparison.Ordinal)))
                .Select(name => $"[Optimizer, Adam(0.1)] public sealed partial class {name};"),
        ];
        Compiler.Run(string.Join("\n", [.. declarations, .. elsewhere])).IsClean();
    }

    [Fact]
    public void The_examples_of_the_readme_compile()
    {
        // Declarations stand as they are; statements use what a caller would have.
        string[] paragraphs = [.. CodeBlocks("README.md").Where(block => !block.Contains('…')).SelectMany(Paragraphs)];
        string declarations = string.Join("\n", paragraphs.Where(IsDeclaration));
        string[] callers =
        [
            "SharpAdamW(float[] parameters, float[] gradients)",
            "Opaque(SharpSteps optimizer, float[] parameters, ref Flat gradient)",
            "Meter(float[] parameters, ref Flat objective, ref Flat gradient)",
            "Layouts()",
            "Shapes(float[][] parameters, float[][] gradients)",
        ];
        string[] statements = [.. paragraphs.Where(p => !IsDeclaration(p) && !p.StartsWith("using System", StringComparison.Ordinal) && p != "using SamFast;")];
        Assert.Equal(callers.Length, statements.Length);

        var outcome = Compiler.Run("using System.Numerics.Tensors;\n" + declarations + $$"""

            internal static class Caller
            {
                {{string.Join("\n", callers.Zip(statements, (caller, body) => $"public static void {caller} {{\n{body}\n}}"))}}
            }

            internal struct Flat : IGradient<float>, IObjective<float>
            {
                public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient) { gradient.Clear(); return 0; }

                public void Evaluate(ReadOnlySpan<float> point, Span<float> gradient, Evaluation evaluation) => gradient.Clear();
            }
            """);
        outcome.IsClean();
    }

    [Fact]
    public void The_examples_of_the_page_about_parameters_compile_and_run()
    {
        const string Plain = "[Optimizer, AdamW(1e-3)] public sealed partial class Plain;";
        string folder = Directory.CreateTempSubdirectory().FullName;
        string[] files = [.. CodeBlocks("src/SamFast/Parameters/README.md")
            .Select(block => block.Replace("\"network.", $"@\"{folder}/network.", StringComparison.Ordinal)).Select(Example)];
        string[] examples =
            [.. files.Select((_, i) => $"Example{i}").Where((name, i) => files[i].Contains(name, StringComparison.Ordinal))];
        var assembly = System.Reflection.Assembly.Load(Compiler.RunUnsafe([.. files, Plain]).Emit());

        Assert.Equal(7, examples.Length);
        try
        {
            foreach (string example in examples)
                assembly.GetType(example, throwOnError: true)!.GetMethod("Run")!.Invoke(null, null);
            Assert.Equal(4 * (2048 + 32 + 320), new FileInfo(Path.Combine(folder, "network.bin")).Length);
            Assert.True(File.Exists(Path.Combine(folder, "network.safetensors")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A block as a file: declarations as they stand, or statements, after what they use.</summary>
    private static string Example(string block, int number)
    {
        const string Implicit = "using System.IO; using System.Linq;\n";
        var lines = block.Split('\n').ToLookup(line =>
            line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal));
        string usings = Implicit + string.Concat(lines[true]), rest = string.Join('\n', lines[false]).Trim();
        return rest.StartsWith('[')
            ? usings + rest
            : $"{usings}\npublic static class Example{number} {{ public static unsafe void Run() {{\n{rest}\n}} }}";
    }

    private static IEnumerable<string> CodeBlocks(string document) =>
        Regex.Matches(File.ReadAllText(Path.Combine(Project.Directory, "..", "..", document)), "```csharp\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value);

    private static bool IsDeclaration(string paragraph) => paragraph.StartsWith('[') || paragraph.StartsWith("///", StringComparison.Ordinal);

    /// <summary>What is between empty lines; a class with empty lines within is one.</summary>
    private static IEnumerable<string> Paragraphs(string block) => Regex.Split(block, @"\n\n(?=[^\s}])").Select(paragraph => paragraph.Trim());
}
