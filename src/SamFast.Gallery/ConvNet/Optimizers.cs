using SamFast.Gallery.Digits.Training;

namespace SamFast.Gallery.ConvNet;

[Optimizer, Sgd(0.03, momentum: 0.9)]
internal sealed partial class ConvNetMomentum;

[Optimizer, AdamW(5e-3, weightDecay: 0.01)]
internal sealed partial class ConvNetAdamW;

[Sam<ConvNetMomentum>(rho: 0.1, mode: SamMode.Opaque)]
internal sealed partial class ConvNetSamMomentum;

[Sam<ConvNetAdamW>(rho: 0.1, mode: SamMode.Transparent)]
internal sealed partial class ConvNetSamAdamW;

/// <summary>The compared optimizers. Radii are smaller than those of the perceptron, which has three times the parameters.</summary>
internal static class ConvNetVariants
{
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("momentum", null, layout => new Standard(new ConvNetMomentum(layout), layout)),
        new("adamw", null, layout => new Standard(new ConvNetAdamW(layout), layout)),
        new("sam-momentum", "momentum", layout => new Standard(new ConvNetSamMomentum(layout), layout)),
        new("sam-adamw", "adamw", layout => new Standard(new ConvNetSamAdamW(layout), layout)),
    ];
}
