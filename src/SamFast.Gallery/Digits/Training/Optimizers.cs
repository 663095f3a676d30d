namespace SamFast.Gallery.Digits.Training;

// What is compared. Rates and radii were chosen by trials of the two-layer network with seeds from 100 on, without and with
// 40 % wrong labels, each rate for the chain without SAM; the results are of seeds from 0 on.

[Optimizer, Sgd(0.3)]
internal sealed partial class DigitsSgd;

[Optimizer, Sgd(0.05, momentum: 0.9)]
internal sealed partial class DigitsMomentum;

[Optimizer, AdamW(2e-3, weightDecay: 0.01)]
internal sealed partial class DigitsAdamW;

[Sam<DigitsSgd>(rho: 0.4, mode: SamMode.Opaque)]
internal sealed partial class DigitsSamSgd;

[Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque)]
internal sealed partial class DigitsSamMomentum;

[Sam<DigitsAdamW>(rho: 0.4, mode: SamMode.Transparent)]
internal sealed partial class DigitsSamAdamW;

// Two of these are as far as one ascent of the others.
[Optimizer, Normalize, Sgd(0.2)]
internal sealed partial class HalfAscent;

[Sam<DigitsMomentum, HalfAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
internal sealed partial class DigitsTwoStepSam;

[Optimizer, NormalizeByMagnitude, Sgd(2.0)]
internal sealed partial class AdaptiveAscent;

[Sam<DigitsMomentum, AdaptiveAscent>(mode: SamMode.Opaque)]
internal sealed partial class DigitsAsam;
