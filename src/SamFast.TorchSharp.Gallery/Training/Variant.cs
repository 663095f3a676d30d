namespace SamFast.Gallery.Torch.Training;

/// <summary>What is compared.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Base">The same optimizer, at its own rate and without SAM; null: this is it.</param>
/// <param name="New">Makes a trainer.</param>
internal sealed record Variant(string Name, string? Base, Func<TorchParameters<float>, TorchTrainer<float>> New)
{
    /// <summary>Whether it has a lower rate instead of SAM.</summary>
    public bool IsSlow => Name.EndsWith("slow", StringComparison.Ordinal);

    public static IReadOnlyList<Variant> All { get; } =
    [
        new("momentum", null, parameters => new(parameters, new Momentum(parameters.Layout))),
        new("momentum-slow", "momentum", parameters =>
            new(parameters, new Momentum(parameters.Layout) { LearningRate = 0.05 / 5 })),
        new("sam-momentum", "momentum", parameters => new(parameters, new SamMomentum(parameters.Layout))),
        new("adamw", null, parameters => new(parameters, new Decaying(parameters.Layout))),
        new("adamw-slow", "adamw", parameters =>
            new(parameters, new Decaying(parameters.Layout) { LearningRate = 5e-3 / 5 })),
        new("sam-adamw", "adamw", parameters => new(parameters, new SamDecaying(parameters.Layout))),
    ];
}
