using SamFast.Generators.Planning;

namespace SamFast.Generators.Tests;

/// <summary>The fingerprint of a declaration says whether the state of one means the same to another.</summary>
public class FingerprintTests
{
    private const string Sams = "[Optimizer, Adam(0.1)] public partial class A; [Optimizer, Normalize, Sgd(0.1)] public partial class B; ";

    [Theory]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer, Adam(0.2, b1: 0.5)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer, ScaleByAdam, ScaleByLearningRate(0.3)]")]
    [InlineData("[Optimizer, Sgd(0.1)]", "[Optimizer(FlushBelow = 1e-30), Sgd(0.1)]")]
    [InlineData("[Optimizer, Lamb(0.1)]", "[Optimizer(ConsumesGradients = true), Lamb(0.1)]")]
    [InlineData("[Sam<A, B>]", "[Sam<A, B>(2, true, SamMode.Transparent)]")]
    [InlineData("[Optimizer, Adam(0.1, Mask = \"u, v\")]", "[Optimizer, Adam(0.1, Mask = \"v,u\")]")]
    [InlineData("[Optimizer, Adam(0.1), Lookahead(3, 0.5)]", "[Optimizer, Adam(0.1), Lookahead(3, 0.6)]")]
    public void What_keeps_the_same_state_has_the_same(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer<double>, Adam(0.1)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer(Precision = Precision.Fast), Adam(0.1)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer(FlushBelow = 1e-30), Adam(0.1)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer, Adam(0.1, nesterov: true)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer, Adam(0.1, BFloat16 = \"mu\")]")]
    [InlineData("[Optimizer, Adam(0.1, BFloat16 = \"mu\")]", "[Optimizer, Adam(0.1, BFloat16 = \"nu\")]")]
    [InlineData("[Optimizer, Adam(0.1, BFloat16 = \"mu\")]", "[Optimizer, Adam(0.1, BFloat16 = \"mu\", Rounding = StateRounding.Stochastic)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer, Adam, Constant(0.1)]")]
    [InlineData("[Optimizer, Adam, Linear(0.1, 0, 10)]", "[Optimizer, Adam, Linear(0.1, 0, 20)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer, AdamW(0.1)]")]
    [InlineData("[Optimizer, Clip(1), Normalize, Sgd(0.1)]", "[Optimizer, Normalize, Clip(1), Sgd(0.1)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer, ApplyIfFinite(5), Adam(0.1)]")]
    [InlineData("[Optimizer, MultiSteps(2), ApplyIfFinite(5), Adam(0.1)]", "[Optimizer, ApplyIfFinite(5), MultiSteps(2), Adam(0.1)]")]
    [InlineData("[Optimizer, MultiSteps(2), Adam(0.1)]", "[Optimizer, MultiSteps(2, useGradMean: false), Adam(0.1)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer(Freeze = \"u\"), Adam(0.1)]")]
    [InlineData("[Optimizer, Adam(0.1)]", "[Optimizer, Adam(0.1, Mask = \"u\")]")]
    [InlineData("[Optimizer, Adam(0.1, Mask = \"!u\")]", "[Optimizer, Adam(0.1, Mask = \"u\")]")]
    [InlineData("[Optimizer, Adam(0.1, Mask = \"u\")]", "[Optimizer(Freeze = \"!u\"), Adam(0.1)]")]
    [InlineData("[Optimizer, Partition<A>(\"u\"), Partition<B>(\"v\")]", "[Optimizer, Partition<B>(\"u\"), Partition<A>(\"v\")]")]
    [InlineData("[Optimizer, Lamb(0.1)]", "[Optimizer(Flatten = true), Lamb(0.1)]")]
    [InlineData("[Optimizer, Adam(0.1), Lookahead(3, 0.5)]", "[Optimizer, Adam(0.1), Lookahead(3, 0.5, resetState: true)]")]
    [InlineData("[Sam<A, B>]", "[Sam<B, A>]")]
    [InlineData("[Sam<A, B>]", "[Sam<A, B>(3)]")]
    [InlineData("[Sam<A, B>]", "[Sam<A, B>(2, false)]")]
    [InlineData("[Sam<A, B>]", "[Sam<A, B>(mode: SamMode.Opaque)]")]
    [InlineData("[Sam<A, B>]", "[Optimizer, Adam(0.1)]")]
    [InlineData("[Sam<A, B>]", "[ApplyIfFinite(5), Sam<A, B>]")]
    public void What_keeps_another_state_has_another(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void It_does_not_depend_on_what_else_is_near()
    {
        const string Source = "[Optimizer, Clip(1), Adam(0.1)] public partial class Subject;";
        Assert.Equal(
            Fingerprint.Of(Model.Plan(Source).Model),
            Fingerprint.Of(Model.Plan("namespace My { public class ClipAttribute : Attribute; " + Source.Replace("Clip", "SamFast.Clip", StringComparison.Ordinal) + "}", "My.Subject").Model));
    }

    /// <summary>Later versions read the checkpoints of this one: whoever changes this breaks them.</summary>
    [Theory]
    [InlineData("[Optimizer, ClipByGlobalNorm(1), AdamW(0.1, BFloat16 = \"mu\"), Linear(0.1, 0, 10)]", "bb515cd9ef2d883c")]
    [InlineData("[MultiSteps(2), Sam<A, B>(3)]", "cc3c1b55b3583c4f")]
    public void It_stays_what_it_is(string attributes, string fingerprint) => Assert.Equal(fingerprint, Of(attributes));

    /// <summary>What a user reads when a checkpoint is refused.</summary>
    [Fact]
    public void A_declaration_is_shown_without_schedules_which_are_shown_by_themselves()
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

    private static string Of(string attributes) =>
        Fingerprint.Of(Model.Plan(Sams + attributes + " public partial class Subject;").Model);
}
