namespace SamFast.Gallery.Digits.Training;

/// <summary>A way to train.</summary>
/// <param name="Name">The name in tables and in digits.json.</param>
/// <param name="Base">The variant to compare with, that is, the same chain without SAM; null if this one is without SAM.</param>
/// <param name="NewLearner">Creates the optimizer in its initial state, for these parameters.</param>
/// <param name="IsSlow">True if this is the base at a third of its learning rate: a control that SAM should surpass.</param>
internal sealed record Variant(string Name, string? Base, Func<Layout, Learner> NewLearner, bool IsSlow = false)
{
    /// <summary>All variants, in the order of the tables, one per line.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("sgd", null, layout => new Standard(new DigitsSgd(layout), layout)),
        new("momentum", null, layout => new Standard(new DigitsMomentum(layout), layout)),
        new("adamw", null, layout => new Standard(new DigitsAdamW(layout), layout)),
        new("sgd-slow", "sgd", layout => new Standard(new DigitsSlowSgd(layout), layout), IsSlow: true),
        new("momentum-slow", "momentum", layout => new Standard(new DigitsSlowMomentum(layout), layout), IsSlow: true),
        new("adamw-slow", "adamw", layout => new Standard(new DigitsSlowAdamW(layout), layout), IsSlow: true),
        new("sam-sgd", "sgd", layout => new Standard(new DigitsSamSgd(layout), layout)),
        new("sam-momentum", "momentum", layout => new Standard(new DigitsSamMomentum(layout), layout)),
        new("sam-adamw", "adamw", layout => new Standard(new DigitsSamAdamW(layout), layout)),
        new("sam-2-steps", "momentum", layout => new Standard(new DigitsTwoStepSam(layout), layout)),
        new("asam", "momentum", layout => new Standard(new DigitsAsam(layout), layout)),
        new("sam-m16", "momentum", layout => new MicroBatchSharp(new DigitsMomentum(layout), m: 16, rho: 0.2f, layout)),
        new("sam-m1", "momentum", layout => new MicroBatchSharp(new DigitsMomentum(layout), m: 1, rho: 0.07f, layout)),
        new("f-sam", "momentum", layout => new Standard(new DigitsFriendlySam(layout), layout)),
        new("vasso", "momentum", layout => new Standard(new DigitsVasso(layout), layout)),
        new("esam", "momentum", layout => new Standard(new DigitsEsam(layout), layout)),
        new("sparse-sam", "momentum", layout => new SparseSharp(new DigitsSparseSam(layout), layout)),
        new("lookbehind", "momentum", layout => new Standard(new DigitsLookbehind(layout), layout)),
        new("gsam", "momentum", layout => new Standard(new DigitsGsam(layout), layout)),
        new("wsam", "momentum", layout => new Standard(new DigitsWsam(layout), layout)),
        new("norm-penalty", "momentum", layout => new Standard(new DigitsNormPenalty(layout), layout)),
        new("stable-sam", "momentum", layout => new Standard(new DigitsStableSam(layout), layout)),
        new("look-sam", "momentum", layout => new Standard(new DigitsLookSam(layout), layout)),
        new("sam-every-5", "momentum", layout => new Standard(new DigitsFifthSam(layout), layout)),
        new("ae-sam", "momentum", layout => new Standard(new DigitsAdaptiveSam(layout), layout)),
        new("momentum-sam", "momentum", layout => new Standard(new DigitsMomentumSam(layout), layout)),
        new("bsam", "momentum", layout => new Standard(new DigitsBsam(layout), layout)),
    ];

    public bool IsSam => Base is not null && !IsSlow;
}
