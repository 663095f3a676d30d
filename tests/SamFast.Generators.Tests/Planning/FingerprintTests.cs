using SamFast.Generators.Planning;

namespace SamFast.Generators.Tests;

/// <summary>Two declarations have the same fingerprint if each can load the state of the other.</summary>
public class FingerprintTests
{
    private static readonly Dictionary<string, string> _released = new()
    {
        ["[Optimizer, ClipByGlobalNorm(1), AdamW(0.1, BFloat16 = \"mu\"), Linear(0.1, 0, 10)]"] = "bb515cd9ef2d883c",
        ["[MultiSteps(2), Sam<A, B>(3)]"] = "cc3c1b55b3583c4f",
    };

    private static readonly Lazy<IReadOnlyDictionary<string, Plan>> _plans = new(() =>
        Model.Plans(Same.Concat(Different).SelectMany(pair => pair.OfType<string>()).Concat(_released.Keys), Sams));

    private const string Sams = "[Optimizer, Adam(0.1)] public partial class A; [Optimizer, Normalize, Sgd(0.1)] public partial class B; ";

    public static TheoryData<string, string> Same => new()
    {
        { "[Optimizer, Adam(0.1)]", "[Optimizer, Adam(0.2, b1: 0.5)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer, ScaleByAdam, ScaleByLearningRate(0.3)]" },
        { "[Optimizer, Sgd(0.1)]", "[Optimizer(FlushBelow = 1e-30), Sgd(0.1)]" },
        { "[Optimizer, Lamb(0.1)]", "[Optimizer(ConsumesGradients = true), Lamb(0.1)]" },
        { "[Sam<A, B>]", "[Sam<A, B>(2, true, SamMode.Transparent)]" },
        { "[Optimizer, Adam(0.1, Mask = \"u, v\")]", "[Optimizer, Adam(0.1, Mask = \"v,u\")]" },
        { "[Optimizer, Adam(0.1), Lookahead(3, 0.5)]", "[Optimizer, Adam(0.1), Lookahead(3, 0.6)]" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void Declarations_with_the_same_state_have_the_same_fingerprint(string one, string other) => Assert.Equal(Of(one), Of(other));

    public static TheoryData<string, string> Different => new()
    {
        { "[Optimizer, Adam(0.1)]", "[Optimizer<double>, Adam(0.1)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer(Precision = Precision.Fast), Adam(0.1)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer(FlushBelow = 1e-30), Adam(0.1)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer, Adam(0.1, nesterov: true)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer, Adam(0.1, BFloat16 = \"mu\")]" },
        { "[Optimizer, Adam(0.1, BFloat16 = \"mu\")]", "[Optimizer, Adam(0.1, BFloat16 = \"nu\")]" },
        { "[Optimizer, Adam(0.1, BFloat16 = \"mu\")]", "[Optimizer, Adam(0.1, BFloat16 = \"mu\", Rounding = StateRounding.Stochastic)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer, Adam, Constant(0.1)]" },
        { "[Optimizer, Adam, Linear(0.1, 0, 10)]", "[Optimizer, Adam, Linear(0.1, 0, 20)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer, AdamW(0.1)]" },
        { "[Optimizer, Clip(1), Normalize, Sgd(0.1)]", "[Optimizer, Normalize, Clip(1), Sgd(0.1)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer, ApplyIfFinite(5), Adam(0.1)]" },
        { "[Optimizer, MultiSteps(2), ApplyIfFinite(5), Adam(0.1)]", "[Optimizer, ApplyIfFinite(5), MultiSteps(2), Adam(0.1)]" },
        { "[Optimizer, MultiSteps(2), Adam(0.1)]", "[Optimizer, MultiSteps(2, useGradMean: false), Adam(0.1)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer(Freeze = \"u\"), Adam(0.1)]" },
        { "[Optimizer, Adam(0.1)]", "[Optimizer, Adam(0.1, Mask = \"u\")]" },
        { "[Optimizer, Adam(0.1, Mask = \"!u\")]", "[Optimizer, Adam(0.1, Mask = \"u\")]" },
        { "[Optimizer, Adam(0.1, Mask = \"u\")]", "[Optimizer(Freeze = \"!u\"), Adam(0.1)]" },
        { "[Optimizer, Partition<A>(\"u\"), Partition<B>(\"v\")]", "[Optimizer, Partition<B>(\"u\"), Partition<A>(\"v\")]" },
        { "[Optimizer, Lamb(0.1)]", "[Optimizer(Flatten = true), Lamb(0.1)]" },
        { "[Optimizer, Adam(0.1), Lookahead(3, 0.5)]", "[Optimizer, Adam(0.1), Lookahead(3, 0.5, resetState: true)]" },
        { "[Sam<A, B>]", "[Sam<B, A>]" },
        { "[Sam<A, B>]", "[Sam<A, B>(3)]" },
        { "[Sam<A, B>]", "[Sam<A, B>(2, false)]" },
        { "[Sam<A, B>]", "[Sam<A, B>(mode: SamMode.Opaque)]" },
        { "[Sam<A, B>]", "[Optimizer, Adam(0.1)]" },
        { "[Sam<A, B>]", "[ApplyIfFinite(5), Sam<A, B>]" },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void Declarations_with_different_state_have_different_fingerprints(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void The_fingerprint_does_not_depend_on_the_namespace_and_its_types()
    {
        const string Source = "[Optimizer, Clip(1), Adam(0.1)] public partial class Subject;";
        Assert.Equal(
            Fingerprint.Of(Model.Plan(Source).Model),
            Fingerprint.Of(Model.Plan("namespace My { public class ClipAttribute : Attribute; " + Source.Replace("Clip", "SamFast.Clip", StringComparison.Ordinal) + "}", "My.Subject").Model));
    }

    /// <summary>Later versions must read the checkpoints of this one. A different fingerprint breaks them.</summary>
    [Fact]
    public void The_fingerprints_of_released_declarations_are_fixed() =>
        Assert.All(_released, declaration => Assert.Equal(declaration.Value, Of(declaration.Key)));

    /// <summary>The description in the message about a refused checkpoint.</summary>
    [Fact]
    public void A_declaration_is_described_without_its_schedules()
    {
        var model = Model.Plan("[Optimizer, ClipByGlobalNorm(1), ScaleByAdam(BFloat16 = \"mu\", Mask = \"u\"), ScaleByLearningRate, "
            + "Linear(0.1, 0, 10, Until = 5), Constant(0.5)] public partial class Subject;").Model;
        Assert.Equal(
            [
                "float", "ClipByGlobalNorm; maxNorm",
                "ScaleByAdam; bf16 mu; in \"u\"; slot mu; slot nu; state b1Power; state b2Power; b1; b2; eps; epsRoot; nesterov = false",
                "ScaleByLearningRate; learningRate; flipSign = true",
            ],
            Fingerprint.Declaration(model));
        var scheduled = model.Outer.Stages.Last().Hyperparameters.Single(h => h.IsScheduled);
        Assert.Equal(
            "Linear; initValue = 0.1; endValue = 0.0; transitionSteps = 10; transitionBegin = 0; Until = 5\nConstant; value = 0.5",
            Fingerprint.Schedule(scheduled));
    }

    private static string Of(string attributes) => Fingerprint.Of(_plans.Value[attributes].Model);
}
