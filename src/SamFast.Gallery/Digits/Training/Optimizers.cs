namespace SamFast.Gallery.Digits.Training;

// The compared optimizers. Rates and radii of the chains without SAM, and of the first seven with it, were chosen by trials of
// the two-layer network with seeds from 100 on, without and with 40 % wrong labels, each rate for the best accuracy
// without SAM; the results are of seeds from 0 on. The other variants are not tuned: they have momentum's rate and
// sam-momentum's radius.

[Optimizer, Sgd(0.3)]
internal sealed partial class DigitsSgd;

[Optimizer, Sgd(0.05, momentum: 0.9)]
internal sealed partial class DigitsMomentum;

[Optimizer, AdamW(2e-3, weightDecay: 0.01)]
internal sealed partial class DigitsAdamW;

// A third of the rate. The best epoch is seldom the last one, and slower training memorizes fewer wrong labels.
[Optimizer, Sgd(0.3 / 3)]
internal sealed partial class DigitsSlowSgd;

[Optimizer, Sgd(0.05 / 3, momentum: 0.9)]
internal sealed partial class DigitsSlowMomentum;

[Optimizer, AdamW(2e-3 / 3, weightDecay: 0.01)]
internal sealed partial class DigitsSlowAdamW;

[Sam<DigitsSgd>(rho: 0.4, mode: SamMode.Opaque)]
internal sealed partial class DigitsSamSgd;

[Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque)]
internal sealed partial class DigitsSamMomentum;

[Sam<DigitsAdamW>(rho: 0.4, mode: SamMode.Transparent)]
internal sealed partial class DigitsSamAdamW;

// Two of these ascents together are as long as one ascent of the others.
[Optimizer, Normalize, Sgd(0.2)]
internal sealed partial class HalfAscent;

[Sam<DigitsMomentum, HalfAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
internal sealed partial class DigitsTwoStepSam;

[Optimizer, AsamAscent(2.0)]
internal sealed partial class AdaptiveAscent;

[Sam<DigitsMomentum, AdaptiveAscent>(mode: SamMode.Opaque)]
internal sealed partial class DigitsAsam;

[Optimizer, FriendlyAscent(0.4)]
internal sealed partial class FriendlyClimb;

[Sam<DigitsMomentum, FriendlyClimb>(resetState: false, mode: SamMode.Opaque)]
internal sealed partial class DigitsFriendlySam;

[Optimizer, VassoAscent(0.4)]
internal sealed partial class SuppressedClimb;

[Sam<DigitsMomentum, SuppressedClimb>(resetState: false, mode: SamMode.Opaque)]
internal sealed partial class DigitsVasso;

[Optimizer, EsamAscent(0.4)]
internal sealed partial class PartialClimb;

[Sam<DigitsMomentum, PartialClimb>(mode: SamMode.Opaque)]
internal sealed partial class DigitsEsam;

[Optimizer, SparseAscent(0.4)]
internal sealed partial class SparseClimb;

[Sam<DigitsMomentum, SparseClimb>(mode: SamMode.Opaque)]
internal sealed partial class DigitsSparseSam;

[Sam<DigitsMomentum, HalfAscent>(syncPeriod: 3, mode: SamMode.Opaque), Lookbehind]
internal sealed partial class DigitsLookbehind;

[Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque), SurrogateGap]
internal sealed partial class DigitsGsam;

[Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque), WeightedSharpness(0.6)]
internal sealed partial class DigitsWsam;

[Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque), PenalizeGradientNorm]
internal sealed partial class DigitsNormPenalty;

[Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque), RescaleToAscent]
internal sealed partial class DigitsStableSam;

[ClimbEvery(5), Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque), ReuseAscent]
internal sealed partial class DigitsLookSam;

[ClimbEvery(5), Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque)]
internal sealed partial class DigitsFifthSam;

// 100 epochs of 19 batches, the default training.
[ClimbWhereSteep(1900), Sam<DigitsMomentum>(rho: 0.4, mode: SamMode.Opaque)]
internal sealed partial class DigitsAdaptiveSam;

[Optimizer, Sgd(0.05, momentum: 0.9), PerturbByMomentum(0.4)]
internal sealed partial class DigitsMomentumSam;

// A separate optimizer, whose steps and climbs are divided by a learned precision; the radius is the default.
[Optimizer, ScaleByBsam(0.05, dataSize: 1198)]
internal sealed partial class BayesianStep;

[Optimizer, ClimbByPrecision]
internal sealed partial class BayesianClimb;

[Sam<BayesianStep, BayesianClimb>(resetState: false, mode: SamMode.Opaque)]
internal sealed partial class DigitsBsam;
