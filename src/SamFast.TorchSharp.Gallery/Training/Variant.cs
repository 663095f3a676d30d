namespace SamFast.Gallery.Torch.Training;

/// <summary>A compared way to train.</summary>
/// <param name="Name">The name in tables.</param>
/// <param name="Base">The same optimizer at its normal rate without SAM; null for that optimizer itself.</param>
/// <param name="New">Makes a trainer.</param>
internal sealed record Variant(string Name, string? Base, Func<TorchParameters<float>, TorchTrainer<float>> New)
{
    /// <summary>True if it has a lower rate instead of SAM.</summary>
    public bool IsSlow => Name.EndsWith("slow", StringComparison.Ordinal);

    public static IReadOnlyList<Variant> All { get; } =
    [
        new("momentum", null, parameters => new(parameters, new MomentumSgd(parameters.Layout))),
        new("momentum-slow", "momentum", parameters =>
            new(parameters, new MomentumSgd(parameters.Layout) { LearningRate = 0.05 / 5 })),
        new("sam-momentum", "momentum", parameters => new(parameters, new SamMomentum(parameters.Layout))),
        new("adamw", null, parameters => new(parameters, new Decaying(parameters.Layout))),
        new("adamw-slow", "adamw", parameters =>
            new(parameters, new Decaying(parameters.Layout) { LearningRate = 5e-3 / 5 })),
        new("sam-adamw", "adamw", parameters => new(parameters, new SamDecaying(parameters.Layout))),
    ];
}
