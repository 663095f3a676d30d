namespace SamFast.Gallery.Digits.Training;

/// <summary>A way to train.</summary>
/// <param name="Name">The name in tables and in digits.json.</param>
/// <param name="Base">The variant that it is compared with: the same chain without SAM; null for those themselves.</param>
/// <param name="NewLearner">Makes the optimizer, in its initial state, for these parameters.</param>
/// <param name="IsSlow">Whether it is no SAM, but its base at a third of the rate, which SAM should surpass.</param>
internal sealed record Variant(string Name, string? Base, Func<Layout, Learner> NewLearner, bool IsSlow = false)
{
    /// <summary>Everything that is compared, in the order of the tables: one line each.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("sgd", null, layout => new Plain(new DigitsSgd(layout), layout)),
        new("momentum", null, layout => new Plain(new DigitsMomentum(layout), layout)),
        new("adamw", null, layout => new Plain(new DigitsAdamW(layout), layout)),
        new("sgd-slow", "sgd", layout => new Plain(new DigitsSlowSgd(layout), layout), IsSlow: true),
        new("momentum-slow", "momentum", layout => new Plain(new DigitsSlowMomentum(layout), layout), IsSlow: true),
        new("adamw-slow", "adamw", layout => new Plain(new DigitsSlowAdamW(layout), layout), IsSlow: true),
        new("sam-sgd", "sgd", layout => new Sharp(new DigitsSamSgd(layout))),
        new("sam-momentum", "momentum", layout => new Sharp(new DigitsSamMomentum(layout))),
        new("sam-adamw", "adamw", layout => new Phased(new DigitsSamAdamW(layout), layout)),
        new("sam-2-steps", "momentum", layout => new Sharp(new DigitsTwoStepSam(layout))),
        new("asam", "momentum", layout => new Sharp(new DigitsAsam(layout))),
        new("sam-m16", "momentum", layout => new MicroBatchSharp(new DigitsMomentum(layout), m: 16, rho: 0.2f, layout)),
        new("sam-m1", "momentum", layout => new MicroBatchSharp(new DigitsMomentum(layout), m: 1, rho: 0.07f, layout)),
        new("f-sam", "momentum", layout => new Sharp(new DigitsFriendlySam(layout))),
        new("vasso", "momentum", layout => new Sharp(new DigitsVasso(layout))),
        new("esam", "momentum", layout => new Sharp(new DigitsEsam(layout))),
        new("sparse-sam", "momentum", layout => new SparseSharp(new DigitsSparseSam(layout), layout)),
        new("lookbehind", "momentum", layout => new Sharp(new DigitsLookbehind(layout))),
        new("gsam", "momentum", layout => new Sharp(new DigitsGsam(layout))),
        new("wsam", "momentum", layout => new Sharp(new DigitsWsam(layout))),
        new("norm-penalty", "momentum", layout => new Sharp(new DigitsNormPenalty(layout))),
        new("stable-sam", "momentum", layout => new Sharp(new DigitsStableSam(layout))),
        new("look-sam", "momentum", layout => new Sharp(new DigitsLookSam(layout))),
        new("sam-every-5", "momentum", layout => new Sharp(new DigitsFifthSam(layout))),
        new("ae-sam", "momentum", layout => new Sharp(new DigitsAdaptiveSam(layout))),
        new("momentum-sam", "momentum", layout => new Plain(new DigitsMomentumSam(layout), layout)),
        new("bsam", "momentum", layout => new Sharp(new DigitsBsam(layout))),
    ];

    public bool IsSam => Base is not null && !IsSlow;
}
