namespace SamFast.Generators.Tests;

/// <summary>Declarations with snapshots: six whole files and slices of the others, and the bodies of three losses.</summary>
internal static class Snapshots
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

    /// <summary>The attributes of declarations with a snapshot of the whole file; empty for operands.</summary>
    public static IReadOnlyDictionary<string, string> Whole { get; } = new Dictionary<string, string>
    {
        ["PlainSgd"] = "",
        ["Network"] = "",
        ["ClippedAdamW"] =
            "[Optimizer]\n[ClipByGlobalNorm(1.0)]\n[ScaleByAdam(b1: 0.9, b2: 0.999)]\n[AddDecayedWeights(1e-2)]\n"
            + "[ScaleByLearningRate, WarmupCosineDecay(0, 1e-3, warmupSteps: 10, decaySteps: 100)]",
        ["SearchingLbfgs"] = "[Optimizer, ScaleByLbfgs(5), Sgd(1), ScaleByBacktrackingLinesearch(15, storeGrad: true)]",
        ["SamAdam"] = "[Sam<PlainAdam, AdamAscent>(syncPeriod: 5)]",
        ["OpaqueSamAdam"] = "[Sam<PlainAdam, AdamAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]",
    };

    /// <summary>The losses with a snapshot of their bodies: a sum in vectors, a recurrence with a tape, and straight-line code.</summary>
    public static IReadOnlyDictionary<string, string> Losses { get; } = new Dictionary<string, string>
    {
        ["Decay"] =
            """
            public static double Loss(System.ReadOnlySpan<double> p, System.ReadOnlySpan<double> x, System.ReadOnlySpan<double> y)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    double error = p[0] * System.Math.Exp(-p[1] * x[i]) + p[2] - y[i];
                    sum += error * error;
                }

                return sum / x.Length;
            }
            """,
        ["Growth"] =
            """
            public static double Loss(System.ReadOnlySpan<double> p, System.ReadOnlySpan<double> rain, int steps)
            {
                double population = p[0];
                for (int i = 0; i < steps; i++)
                {
                    double births = 0;
                    for (int k = 0; k < p.Length; k++)
                        births += p[k] * rain[k];
                    population += births * population * (1 - population);
                }

                return population;
            }
            """,
        ["Valley"] =
            """
            public static double Loss(System.ReadOnlySpan<double> p)
            {
                double along = 1 - p[0], across = p[1] - p[0] * p[0];
                return along * along + 100 * across * across;
            }
            """,
    };

    /// <summary>The attributes of declarations with a slice.</summary>
    public static IReadOnlyDictionary<string, string> Sliced { get; } = new Dictionary<string, string>
    {
        ["MomentumSgd"] = "[Optimizer<double>, Sgd(0.01, momentum: 0.9)]",
        ["AdamThenClip"] = "[Optimizer, ScaleByAdam, ClipByGlobalNorm(1.0), ScaleByLearningRate(0.1)]",
        ["GatheredAdamW"] = "[Optimizer, SkipNotFinite, MultiSteps(4), ClipByGlobalNorm(1.0), AdamW(0.01)]",
        ["FlushedRows"] = "[Optimizer(FlushBelow = 1e-30), Clip(1), Rows, AdaptiveGradClip(0.1), Scale(-1)]",
        ["MomentumModel"] = "[Optimizer, Momo(0.5)]",
        ["NoisySophia"] = "[Optimizer, AddNoise(0.01, 0.55), Sophia(0.01)]",
        ["MaskedLamb"] = "[Optimizer, ClipByGlobalNorm(1.0, Mask = \"!embedding\"), Lamb(0.01, weightDecay: 0.1, DecayMask = \"decay\")]",
        ["BodyAndHead"] = "[Optimizer, Partition<PlainAdam>(\"body\"), Partition<Head>(\"head\")]",
        ["SearchingAdam"] = "[Optimizer, ScaleByAdam, ClipByGlobalNorm(1.0), Sgd(0.1), ScaleByBacktrackingLinesearch(15)]",
        ["DropInSam"] = "[Sam<PlainSgd>(0.05)]",
        ["SparseLookbehind"] = "[Sam<PlainSgd, SparseClimb>(syncPeriod: 3), Lookbehind]",
        ["OpaqueLookbehind"] = "[Sam<PlainSgd, SparseClimb>(syncPeriod: 3, mode: SamMode.Opaque), Lookbehind]",
    };

    public static string Folder { get; } = Path.Combine(Project.Directory, "Snapshots");

    private static readonly Lazy<IReadOnlyDictionary<string, string>> _texts = new(Generate);

    /// <summary>The generated file of each declaration.</summary>
    public static IReadOnlyDictionary<string, string> Texts => _texts.Value;

    /// <summary>The slice of each sliced declaration: the lines whose form is in no whole file.</summary>
    public static string Slice(string name) => Slices.Of(Texts[name], [.. Whole.Keys.Select(whole => Texts[whole])]);

    public static IReadOnlyDictionary<string, string> Generate()
    {
        string declarations = string.Concat(Whole.Concat(Sliced).Where(d => d.Value.Length > 0)
            .Select(d => $"{d.Value}\npublic sealed partial class {d.Key};\n"))
            + string.Concat(Losses.Select(d => $"internal static partial class {d.Key}\n{{\n[Differentiable]\n{d.Value}\n}}\n"));
        var generated = Compiler.Run($"namespace Demo;\n{Operands}{Declared.Rows}{declarations}").IsClean().Generated;
        return Whole.Concat(Sliced).Select(d => (d.Key, File: $"Demo.{d.Key}.g.cs"))
            .Concat(Losses.Select(d => (d.Key, File: $"Demo.{d.Key}.Loss.Body.g.cs"))).ToDictionary(d => d.Key, d => generated[d.File]);
    }
}
