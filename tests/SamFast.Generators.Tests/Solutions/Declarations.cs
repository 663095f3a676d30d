namespace SamFast.Generators.Tests.Solutions;

/// <summary>Declarations of every kind, with fully qualified types, so that their context does not change their meaning.</summary>
internal static class Declarations
{
    private const string A = "global::SamFast.";

    /// <summary>The attributes of optimizers, which can use a class Outer.</summary>
    public static IReadOnlyDictionary<string, string> Optimizers { get; } = new Dictionary<string, string>
    {
        ["Plain"] = $"[{A}Optimizer, {A}Sgd(0.1, momentum: 0.9)]",
        ["Scheduled"] = $"[{A}Optimizer, {A}ClipByGlobalNorm(1), {A}AdamW, {A}WarmupCosineDecay(0, 0.1, 2, 10)]",
        ["Wide"] = $"[{A}Optimizer<double>, {A}Lamb(0.01)]",
        ["Consuming"] = $"[{A}Optimizer(ConsumesGradients = true, FlushBelow = 1e-30), {A}SkipNotFinite, {A}MultiSteps(2), {A}Lion(0.01)]",
        ["Narrow"] = $"[{A}Optimizer, {A}Adam(0.1, BFloat16 = \"mu, nu\"), {A}Lookahead(3, 0.5)]",
        ["Valued"] = $"[{A}Optimizer, {A}PolyakSgd(maxLearningRate: 0.1)]",
        ["Observing"] = $"[{A}Optimizer, {A}Sophia(0.01)]",
        ["Whole"] = $"[{A}Optimizer, {A}Muon(0.02)]",
        ["Noisy"] = $"[{A}Optimizer, {A}NoisySgd(0.1)]",
        ["Searching"] = $"[{A}Optimizer, {A}ScaleByLbfgs, {A}ScaleByLearningRate(1), {A}ScaleByBacktrackingLinesearch(10)]",
        ["Sharp"] = $"[{A}Sam<Outer>(0.05)]",
        ["Opaque"] = $"[{A}Sam<Outer, Outer>(3, false, {A}SamMode.Opaque)]",
        ["Cheap"] = $"[{A}ClimbEvery(2), {A}Sam<Outer>(0.05), {A}ReuseAscent]",
    };

    /// <summary>The outer optimizer of declarations with SAM.</summary>
    public const string Outer = $"[{A}Optimizer, {A}Adam(0.1)] internal sealed partial class Outer;";

    public const string Layout = $"[{A}Layout]";

    /// <summary>The tensors of a layout.</summary>
    public const string Tensors =
        $"[{A}Tensor(3, 4, Group = \"w\")] public partial global::System.Numerics.Tensors.TensorSpan<float> W {{ get; }} "
        + $"[{A}Tensor(4)] public partial global::System.Span<float> B {{ get; }}";
}
