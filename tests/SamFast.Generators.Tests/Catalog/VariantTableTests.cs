using System.Text;

namespace SamFast.Generators.Tests.Catalog;

/// <summary>The page about the variants of SAM shows the costs of their plans.</summary>
public class VariantTableTests
{
    private const string Begin = "<!-- plans -->\n", End = "<!-- /plans -->";

    private const string Outer = "[Optimizer, Sgd(0.1, momentum: 0.9)]";

    /// <summary>The outer optimizers of variants with another one than the rest.</summary>
    private static readonly Dictionary<string, string> _outers = new()
    {
        ["m-SAM"] = "[Optimizer, MultiSteps(4), Sgd(0.1, momentum: 0.9)]",
        ["bSAM"] = "[Optimizer, ScaleByBsam(0.1, 50000)]",
    };

    private static readonly string _path = Path.Combine(Listing.Folder, "..", "Sharpness", "README.md");

    /// <summary>Variants: the name, the paper, the adversary, the declaration, and gradients per outer step.</summary>
    private static readonly (string Name, string Paper, string Ascent, string Declaration, string Gradients)[] _variants =
    [
        ("SAM", "2010.01412", "", "[Sam<Outer>(0.05)]", "2"),
        ("SAM, k ascents", "2010.01412", "[Optimizer, Normalize, Sgd(0.05)]", "[Sam<Outer, Ascent>(syncPeriod: 4)]", "k + 1"),
        ("ASAM", "2102.11600", "[Optimizer, AsamAscent(0.5)]", "[Sam<Outer, Ascent>]", "2"),
        ("SAM-ON", "2306.04226", "[Optimizer(Freeze = \"!norm\"), Normalize, Sgd(0.05)]", "[Sam<Outer, Ascent>]", "2"),
        ("F-SAM", "2403.12350", "[Optimizer, FriendlyAscent(0.05)]", "[Sam<Outer, Ascent>(resetState: false)]", "2"),
        ("VaSSO", "2309.15639", "[Optimizer, VassoAscent(0.05)]", "[Sam<Outer, Ascent>(resetState: false)]", "2"),
        ("ESAM's perturbation", "2110.03141", "[Optimizer, EsamAscent(0.05)]", "[Sam<Outer, Ascent>]", "2"),
        ("Sparse SAM", "2210.05177", "[Optimizer, SparseAscent(0.05)]", "[Sam<Outer, Ascent>]", "2"),
        ("Lookbehind-SAM", "2307.16704", "[Optimizer, Normalize, Sgd(0.05)]", "[Sam<Outer, Ascent>(syncPeriod: 6), Lookbehind(0.5)]", "k + 1 for k"),
        ("Lookbehind-SAM, adaptive", "2307.16704", "[Optimizer, Normalize, Sgd(0.05)]", "[Sam<Outer, Ascent>(syncPeriod: 6), AdaptiveLookbehind]", "k + 1 for k"),
        ("m-SAM", "2010.01412", "", "[Sam<Outer>(0.05)]", "2 of each micro-batch"),
        ("GSAM", "2203.08065", "", "[Sam<Outer>(0.05), SurrogateGap(0.4)]", "2"),
        ("WSAM, coupled", "2305.15817", "", "[Sam<Outer>(0.05), WeightedSharpness(0.6)]", "2"),
        ("WSAM, decoupled", "2305.15817", "", "[Sam<Outer>(0.05), SeparateSharpness, AddSharpness(0.1, 0.6)]", "2"),
        ("gradient-norm penalty", "2202.03599", "", "[Sam<Outer>(0.05), PenalizeGradientNorm(0.8)]", "2"),
        ("StableSAM", "2401.07250", "", "[Sam<Outer>(0.05), RescaleToAscent]", "2"),
        ("SAM at intervals", "", "", "[ClimbEvery(5), Sam<Outer>(0.05)]", "1 + 1/k"),
        ("LookSAM", "2203.02714", "", "[ClimbEvery(5), Sam<Outer>(0.05), ReuseAscent]", "1 + 1/k"),
        ("SS-SAM, RST", "2203.09962", "", "[ClimbAtRandom(0.5), Sam<Outer>(0.05)]", "1 + p"),
        ("AE-SAM", "2304.14647", "", "[ClimbWhereSteep(10000), Sam<Outer>(0.05)]", "1 to 2"),
        ("SAM from a step on", "2206.06232", "", "[ClimbFrom(5000), Sam<Outer>(0.05)]", "1, then 2"),
        ("Momentum-SAM", "2401.12033", "", "[Optimizer, Sgd(0.1, momentum: 0.9), PerturbByMomentum(0.3)]", "1"),
        ("bSAM", "2210.01620", "[Optimizer, ClimbByPrecision(0.05)]", "[Sam<Outer, Ascent>(resetState: false)]", "2"),
    ];

    [Fact]
    public void The_page_about_SAM_shows_the_costs_of_the_plans()
    {
        string page = File.ReadAllText(_path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        string expected = page[..begin] + Table() + page[end..];
        if (Environment.GetEnvironmentVariable("SAMFAST_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(_path, expected);

        Assert.True(File.ReadAllText(_path) == expected, $"{_path} is stale: set SAMFAST_UPDATE_SNAPSHOTS=1 and test again");
    }

    private static string Table()
    {
        var text = new StringBuilder("| variant | declaration | gradients | sweeps | bytes moved | bytes of state |\n|---|---|---|---|---|---|\n");
        foreach (var (name, paper, ascent, declaration, gradients) in _variants)
        {
            string? own = _outers.GetValueOrDefault(name);
            var plan = Model.Plan(
                $"{own ?? Outer} public partial class Outer;\n" + (ascent.Length == 0 ? "" : $"{ascent} public partial class Ascent;\n") + $"{declaration} public partial class Subject;");
            string link = paper.Length == 0 ? name : $"{name} ([{paper}](https://arxiv.org/abs/{paper}))";
            string code = (own is null ? "" : $"`{own}` Outer; ") + (ascent.Length == 0 ? "" : $"`{ascent}` Ascent; ") + $"`{declaration}`";
            int sweeps = plan.Sweeps.Count(s => !s.Equals(plan.Phases.Evaluation));
            text.Append($"| {link} | {code} | {gradients} | {sweeps} | {plan.BytesMoved} | {plan.StateBytes} |\n");
        }

        return text.ToString();
    }
}
