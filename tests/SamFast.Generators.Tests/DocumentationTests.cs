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

    [Fact]
    public void The_examples_of_the_readme_compile()
    {
        // Declarations stand as they are; statements use what a caller would have.
        string[] blocks = [.. CodeBlocks("README.md").Where(block => !block.Contains('…'))];
        Assert.True(blocks.Length >= 3);
        string declarations = string.Join("\n", blocks.SelectMany(Paragraphs).Where(p => p.StartsWith('[')));
        string[] statements =
        [
            .. blocks.SelectMany(Paragraphs).Where(p => p.StartsWith("var ", StringComparison.Ordinal)
                || p.StartsWith("using var", StringComparison.Ordinal)),
        ];
        Assert.Equal(4, statements.Length);

        var outcome = Compiler.Run("using System.Numerics.Tensors;\n" + declarations + "\n" + $$"""
            internal static class Caller
            {
                public static void One(float[] parameters, float[] gradients) {
                    {{statements[0]}}
                }

                public static void Two(float[] parameters, ref Flat objective, ref Flat gradient) {
                    {{statements[1]}}
                }

                public static void Three(float[][] parameters, float[][] gradients) {
                    {{statements[2]}}
                }

                public static void Layouts() {
                    {{statements[3]}}
                }

                public static void Four(SharpSteps optimizer, float[] parameters, ref Flat gradient) { optimizer.Step(parameters, ref gradient); }
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

    private static IEnumerable<string> Paragraphs(string block) => block.Split("\n\n").Select(paragraph => paragraph.Trim());
}
