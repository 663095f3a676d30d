using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests;

/// <summary>Whole generated files, to be read: a change in them is a change of the product. With the environment variable
/// SAMFAST_UPDATE_SNAPSHOTS=1 they are written anew.</summary>
public partial class SnapshotTests
{
    private const string Operands =
        "using System.Numerics.Tensors;\n"
        + "[Layout]\npublic sealed partial class Network\n{\n"
        + "    [Tensor(64, 32, Group = \"weights\")] public partial TensorSpan<float> W1 { get; }\n"
        + "    [Tensor(32)] public partial Span<float> B1 { get; }\n"
        + "    [Tensor(32, 10, Group = \"weights\", Name = \"layers.1.weight\")] internal partial TensorSpan<float> W2 { get; }\n}\n"
        + "[Optimizer, Adam(0.01)] public sealed partial class PlainAdam;\n"
        + "[Optimizer, Normalize, Adam(0.03)] public sealed partial class AdamAscent;\n"
        + "[Optimizer, Sgd(0.01)] public sealed partial class PlainSgd;\n"
        + "[Optimizer, SparseAscent(0.1)] public sealed partial class SparseClimb;\n"
        + "[Optimizer, Normalize, Sgd(0.1, momentum: 0.9)] public sealed partial class Head;\n";

    private static readonly Dictionary<string, string> _sources = new()
    {
        ["PlainSgd"] = "",
        ["Network"] = "",
        ["MomentumSgd"] = "[Optimizer<double>, Sgd(0.01, momentum: 0.9)]",
        ["ClippedAdamW"] =
            "[Optimizer]\n[ClipByGlobalNorm(1.0)]\n[ScaleByAdam(b1: 0.9, b2: 0.999)]\n[AddDecayedWeights(1e-2)]\n"
            + "[ScaleByLearningRate, WarmupCosineDecay(0, 1e-3, warmupSteps: 10, decaySteps: 100)]",
        ["AdamThenClip"] = "[Optimizer, ScaleByAdam, ClipByGlobalNorm(1.0), ScaleByLearningRate(0.1)]",
        ["GatheredAdamW"] = "[Optimizer, SkipNotFinite, MultiSteps(4), ClipByGlobalNorm(1.0), AdamW(0.01)]",
        ["FlushedRows"] = "[Optimizer(FlushBelow = 1e-30), Clip(1), Rows, AdaptiveGradClip(0.1), Scale(-1)]",
        ["MomentumModel"] = "[Optimizer, Momo(0.5)]",
        ["NoisySophia"] = "[Optimizer, AddNoise(0.01, 0.55), Sophia(0.01)]",
        ["MaskedLamb"] = "[Optimizer, ClipByGlobalNorm(1.0, Mask = \"!embedding\"), Lamb(0.01, weightDecay: 0.1, DecayMask = \"decay\")]",
        ["BodyAndHead"] = "[Optimizer, Partition<PlainAdam>(\"body\"), Partition<Head>(\"head\")]",
        ["SearchingLbfgs"] = "[Optimizer, ScaleByLbfgs(5), Sgd(1), ScaleByBacktrackingLinesearch(15, storeGrad: true)]",
        ["SearchingAdam"] = "[Optimizer, ScaleByAdam, ClipByGlobalNorm(1.0), Sgd(0.1), ScaleByBacktrackingLinesearch(15)]",
        ["DropInSam"] = "[Sam<PlainSgd>(0.05)]",
        ["SamAdam"] = "[Sam<PlainAdam, AdamAscent>(syncPeriod: 5)]",
        ["SparseLookbehind"] = "[Sam<PlainSgd, SparseClimb>(syncPeriod: 3), Lookbehind]",
        ["OpaqueLookbehind"] = "[Sam<PlainSgd, SparseClimb>(syncPeriod: 3, mode: SamMode.Opaque), Lookbehind]",
        ["OpaqueSamAdam"] = "[Sam<PlainAdam, AdamAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]",
    };

    public static TheoryData<string> Names => [.. _sources.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_code_is_the_one_that_was_read(string name)
    {
        string path = Path.Combine(Project.Directory, "Snapshots", name + ".g.cs.txt");
        string text = Generate(name);
        if (Environment.GetEnvironmentVariable("SAMFAST_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(path, text);

        Assert.Equal(File.ReadAllText(path), text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_code_keeps_to_the_style_of_the_repository(string name)
    {
        string text = Generate(name);

        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain('\t', text);
        Assert.DoesNotContain("global::S", text[text.IndexOf("partial class", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120 && line.TrimEnd() == line, line));
        Assert.DoesNotMatch(BlankLineInsideBrace(), text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_code_is_the_same_in_every_culture(string name)
    {
        string text = Generate(name);
        using var culture = new ForeignCulture();
        Assert.Equal(text, Generate(name));
    }

    [Fact]
    public void Negative_and_fractional_values_are_the_same_in_every_culture()
    {
        const string Source =
            "public class OddAttribute(int whole, double[] many, [Interval(\"[-2.5, 2.5]\")] double real) : TransformAttribute "
            + "{ public static void Prepare(int whole, ReadOnlySpan<double> many, [StartsAt(-0.5)] ref double state) { } "
            + "public static Vector512<T> Update<T>(Vector512<T> update, [StartsAt(-1.5)] ref Vector512<T> slot, Vector512<T> real) => update; } "
            + "[Optimizer, Odd(-3, new[] { -0.5, 1e-10 }, -1.25)] public partial class Subject;";
        string text = Compiler.Run(Source).IsClean().Text;
        using var culture = new ForeignCulture();
        Assert.Equal(text, Compiler.Run(Source).IsClean().Text);
        Assert.DoesNotContain('\u2212', text);
    }

    [Fact]
    public void Every_snapshot_has_its_declaration() => Assert.Equal(
        _sources.Keys.Order(),
        Directory.GetFiles(Path.Combine(Project.Directory, "Snapshots"), "*.txt").Select(f => Path.GetFileName(f)[..^9]).Order());

    private static string Generate(string name)
    {
        string declaration = _sources[name] is { Length: > 0 } attributes ? $"{attributes}\npublic sealed partial class {name};" : "";
        return Compiler.Run($"namespace Demo;\n{Operands}{Declared.Rows}{declaration}").IsClean().Generated[$"Demo.{name}.g.cs"];
    }

    [GeneratedRegex(@"\{\n\n|\n\n *\}")]
    private static partial Regex BlankLineInsideBrace();
}
