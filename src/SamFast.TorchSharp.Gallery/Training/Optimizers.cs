namespace SamFast.Gallery.Torch.Training;

// The compared optimizers. Rates and radii were chosen by trials on the digits with three seeds from 100 on: the rates for the
// final accuracy without SAM on right labels, the radii for that on right and wrong ones; the results are of seeds from
// 0 on.

[Optimizer, Sgd(0.05, momentum: 0.9)]
internal sealed partial class MomentumSgd;

[Optimizer, AdamW(5e-3, weightDecay: 0.01, DecayMask = "weights")]
internal sealed partial class Decaying;

[Sam<MomentumSgd>(rho: 0.1)]
internal sealed partial class SamMomentum;

[Sam<Decaying>(rho: 0.2, mode: SamMode.Opaque)]
internal sealed partial class SamDecaying;
