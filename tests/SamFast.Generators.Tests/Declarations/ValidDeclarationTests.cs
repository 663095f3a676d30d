namespace SamFast.Generators.Tests;

/// <summary>Valid declarations have no diagnostic, and no warning in generated code.</summary>
public class ValidDeclarationTests
{
    [Theory]
    [InlineData("[Optimizer, Sgd(0.1)] public sealed partial class Subject;")]
    [InlineData("[Optimizer<double>, Sgd(0.1, momentum: 0.9, nesterov: true)] public sealed partial class Subject;")]
    [InlineData("[Optimizer, Adam(0.1)] internal partial class Subject { public int Extra; }")]
    [InlineData("[Optimizer, Lion, CosineDecay(0.1, decaySteps: 10)] public partial class Subject;")]
    [InlineData("[Optimizer, Clip(1), Scale(-0.1)] public partial class Subject : IDisposable { public void Dispose() { } }")]
    [InlineData("[Optimizer, ScaleBySchedule, Constant(-0.1)] public partial class Subject : Optimizer<float>;")]
    [InlineData("[Optimizer, Sgd(0.1)] public partial class Subject { public Subject(string name) : this(name.Length) { } }")]
    [InlineData("[Optimizer, Scale(-1), ExponentialDecay(0.1, 10, 0.5, endValue: 0.01)] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd, PiecewiseConstant(0.1, new[] { 5, 9 }, new[] { 0.5, 0.1 })] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd(0.1, momentum: 0), Linear(0, 0.9, 10, Of = \"momentum\")] public partial class Subject;")]
    [InlineData("[Optimizer<double>, Adam(1e39, eps: 1e-50)] public partial class Subject;")]
    [InlineData("[Optimizer, Adam(1.2e-38, b1: 0, b2: 0.9999999999, eps: 3.4e38)] public partial class Subject;")]
    [InlineData("[Optimizer, SkipLargeUpdates(1e60), NoisySgd(0.1, seed: 1e39)] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd(1), ScaleByBacktrackingLinesearch(5, increaseFactor: 1e300, maxLearningRate: 1e100)] public partial class Subject;")]
    [InlineData("[Optimizer, TorchSgd(0.1, momentum: 0, nesterov: true), Linear(0, 0.9, 10, Of = \"momentum\")] public partial class Subject;")]
    [InlineData("[Optimizer, TorchAdam(amsgrad: true)] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd, Constant(1, Of = null)] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd, PiecewiseConstant(1, null!, null!)] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd, PiecewiseInterpolate(Interpolation.Cosine, 1, new[] { 5 }, new[] { 2.0 })] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd, Linear(0, 0.1, 20, Until = 20), Constant(0.1, Until = 80), ExponentialDecay(0.1, 10, 0.5)] partial class Subject;")]
    [InlineData("[Optimizer, Sgd, LinearOnecycle(100, 0.5), CosineOnecycle(10, 0.9, Of = \"momentum\")] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd, Sgdr(new[] { 0.0 }, new[] { 0.1 }, new[] { 5 }, new[] { 50 })] public partial class Subject;")]
    [InlineData("[Optimizer, PolyakSgd, Constant(0.5, Of = \"scaling\")] public partial class Subject;")]
    [InlineData("[Optimizer(ConsumesGradients = true), Momo, Linear(1, 0.1, 10)] public partial class Subject;")]
    [InlineData("[Optimizer<double>, Prodigy(BFloat16 = null), ReduceOnPlateau] public partial class Subject;")]
    [InlineData("[Optimizer, Adam(0.1), Lookahead(5, 0.5), ParamsEma, ParamsMean, PeriodicUpdate(3), ProjectL2Ball] public partial class Subject;")]
    [InlineData("[Optimizer<double>, Adam, Linear(0.1, 0, 9), Mechanize, Lookahead(5, 0.5, resetState: true)] public partial class Subject;")]
    [InlineData("[Optimizer, ScheduleFreeAdamW(BFloat16 = \"z, nu\"), WarmupConstant(0, 0.1, 9)] public partial class Subject;")]
    [InlineData("[Optimizer, ApplyIfFinite(1), MultiSteps(4), ScheduleFreeSgd, Mechanize] public partial class Subject;")]
    [InlineData("[Optimizer(ConsumesGradients = true), PolyakSgd, Lookahead(1, 1, true)] public partial class Subject;")]
    [InlineData("[Optimizer, Odd(Wraps = 1), Trace(0.5), ClipByGlobalNorm(1), Sgd(0.1)] public partial class Subject; "
        + "public class OddAttribute : ConditionallyTransformAttribute { public static bool ShouldStep() => true; }")]
    [InlineData("[Optimizer, AddDecayedWeights(0)] public partial class Subject;")]
    [InlineData("[Optimizer, Sgd(0.1), ProjectBox(-1, upper: 1), ProjectL2Ball, Linear(3, 1, 10)] public partial class Subject;")]
    [InlineData("[Optimizer, Sophia(0.1, BFloat16 = \"mu, nu\", Rounding = StateRounding.Stochastic)] public partial class Subject;")]
    [InlineData("[Optimizer<double>(FlushBelow = 1e-300), NoisySgd(0.1), ClipByGlobalNorm(1), Sophia(0.1)] public partial class Subject;")]
    [InlineData("[Optimizer, Lbfgs] public partial class Subject;")]
    [InlineData("[Optimizer<double>, Lbfgs(linesearch: false)] public partial class Subject;")]
    [InlineData("[Optimizer(ConsumesGradients = true), ScaleByLbfgs(memorySize: 1), Scale(-1)] public partial class Subject;")]
    [InlineData("[Optimizer(FlushBelow = 1e-30), Lbfgs, Linear(0.1, 1, 10)] public partial class Subject;")]
    [InlineData("[Optimizer, Novograd(0.1), ScaleByBacktrackingLinesearch(9), Constant(0.5, Of = \"decreaseFactor\")] public partial class Subject;")]
    [InlineData("[Optimizer(Precision = Precision.Fast), AdamW(0.1), ReduceOnPlateau, ScaleByZoomLinesearch(9)] public partial class Subject;")]
    [InlineData("[Optimizer, Identity, ScaleByZoomLinesearch(9)] public partial class Subject { public int Aim, Search, found; }")]
    [InlineData("[Optimizer, Sgd(0.1), Odd] public partial class Subject; public class OddAttribute(bool on = true) : TransformAttribute { "
        + "public static L Update<L>(bool on) where L : ILanes<L> => on ? L.One : L.Zero; }")]
    [InlineData("[Optimizer, Odd] public partial class Subject; public class OddAttribute : TransformAttribute { "
        + "public static TLanes Update<TLanes>(TLanes update) where TLanes : struct, ILanes<TLanes> => -update; }")]
    [InlineData("[Optimizer, Odd] public partial class Subject; public class OddAttribute : TransformAttribute { "
        + "public static TLanes Update<TLanes>(TLanes update) => update; }")]
    [InlineData("[Optimizer(Freeze = \"<&>\"), Sgd(0.1, Mask = \"a<b, \\\"c\\\", d & e\"), Clip(1)] public partial class Subject;")]
    [InlineData("[Optimizer<double>(ConsumesGradients = true), Prodigy, ScaleByDog, Scale(0.5)] public partial class Subject;")]
    [InlineData("/// <summary>Mine.</summary>\n[Optimizer, ScaleByAdam] public partial class Subject;")]
    public void A_valid_chain_compiles_without_diagnostics(string source) => Compiler.Run(source).IsClean();

    [Theory]
    [InlineData("Polyak, Ascent", "")]
    [InlineData("Ascent, Polyak", "3, false")]
    [InlineData("Polyak, Ascent", "1")]
    [InlineData("Ascent, Polyak", "1, mode: SamMode.Transparent")]
    public void Transparent_SAM_with_an_operand_that_takes_the_loss_compiles_without_diagnostics(string operands, string arguments) =>
        Compiler.Run("[Optimizer, PolyakSgd] public sealed partial class Polyak;\n" + Declared.Ascent
            + $"[Sam<{operands}>({arguments})] public sealed partial class Subject;").IsClean();

    [Theory]
    [InlineData("Scale(-1), ClipByGlobalNorm(1)")]
    [InlineData("Scale(-1), ClipByGlobalNorm(1), ProjectL2Ball(2)")]
    [InlineData("Sgd(0.1), ProjectL2Ball(2)")]
    public void A_bypass_can_wrap_the_transforms_before_a_measure(string links) => Compiler.Run(
        "public sealed class OddAttribute : ConditionallyTransformAttribute { public static bool ShouldStep() => true; } "
        + $"[Optimizer, Odd(Wraps = 1), {links}] public sealed partial class Subject;").IsClean();

    [Theory]
    [InlineData("[Sam<Inside>]")]
    [InlineData("[Sam<Inside, Ascent>(3, false, SamMode.Opaque)]")]
    [InlineData("[Sam<Inside, Ascent>(1)]")]
    public void An_outer_optimizer_may_end_in_projections(string attribute) => Compiler.Run(
        "[Optimizer, ClipByGlobalNorm(1), Adam(0.1), ProjectBox(-1, 1), ProjectL2Ball(2)] public partial class Inside;"
        + Declared.Ascent + attribute + " public sealed partial class Subject;").IsClean();

    [Theory]
    [InlineData("[Sam<Outer>]")]
    [InlineData("[Sam<Outer>(0.1, SamMode.Opaque)]")]
    [InlineData("[Sam<Outer>, WarmupConstant(0, 0.1, 100)]")]
    [InlineData("[Sam<Outer, Ascent>]")]
    [InlineData("[Sam<Outer, Ascent>(1)]")]
    [InlineData("[Sam<Outer, Ascent>(1, mode: SamMode.Opaque)]")]
    [InlineData("[Sam<Outer, Ascent>(3, resetState: false)]")]
    [InlineData("[Sam<Outer, Ascent>(3, false, SamMode.Opaque)]")]
    [InlineData("[Sam<Outer, Ascent>(int.MaxValue)]")]
    [InlineData("[Optimizer, Sam<Outer, Ascent>]")]
    [InlineData("[Sam<Outer>, Lookahead(5, 0.5, resetState: true), ParamsEma]")]
    [InlineData("[ApplyIfFinite(1), Sam<Outer>, WarmupConstant(0, 0.1, 100), ScheduleFree, Constant(0.1)]")]
    [InlineData("[Sam<Outer, Ascent>(3, false, SamMode.Opaque), Mechanize]")]
    [InlineData("[Sam<Outer, Ascent>(1), ParamsEma, ProjectNonNegative]")]
    [InlineData("[Sam<Outer>, AddDecayedWeights(0)]")]
    public void A_valid_composition_compiles_without_diagnostics(string attribute) =>
        Compiler.Run(Declared.Outer + Declared.Ascent + attribute + " public sealed partial class Subject;").IsClean();
}
