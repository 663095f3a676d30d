namespace SamFast.Gallery.Digits.Training;

/// <summary>A way to train.</summary>
/// <param name="Name">The name in tables and in digits.json.</param>
/// <param name="Base">The variant that it is compared with: the same chain without SAM; null for those themselves.</param>
/// <param name="NewLearner">Makes the optimizer, in its initial state, for so many parameters.</param>
internal sealed record Variant(string Name, string? Base, Func<int, Learner> NewLearner)
{
    /// <summary>Everything that is compared, in the order of the tables: one line each.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("sgd", null, n => new Plain(new DigitsSgd(n), n)),
        new("momentum", null, n => new Plain(new DigitsMomentum(n), n)),
        new("adamw", null, n => new Plain(new DigitsAdamW(n), n)),
        new("sam-sgd", "sgd", n => new Sharp(new DigitsSamSgd(n))),
        new("sam-momentum", "momentum", n => new Sharp(new DigitsSamMomentum(n))),
        new("sam-adamw", "adamw", n => new Phased(new DigitsSamAdamW(n), n)),
        new("sam-2-steps", "momentum", n => new Sharp(new DigitsTwoStepSam(n))),
        new("asam", "momentum", n => new Sharp(new DigitsAsam(n))),
        new("sam-m16", "momentum", n => new MicroBatchSharp(new DigitsMomentum(n), m: 16, rho: 0.2f, n)),
        new("sam-m1", "momentum", n => new MicroBatchSharp(new DigitsMomentum(n), m: 1, rho: 0.07f, n)),
    ];
}
