namespace SamFast.Tests.Sharpness.Variants;

[Optimizer<double>, Sgd(0.02, momentum: 0.9)]
internal sealed partial class MomentumSgd;

[Optimizer<double>, AsamAscent(0.3)]
internal sealed partial class AsamClimb;

[Optimizer<double>, AsamAscent(0.3, Weights = "weight")]
internal sealed partial class WeightAsamClimb;

[Optimizer<double>(Freeze = "weight"), Normalize, Sgd(0.1)]
internal sealed partial class BiasClimb;

[Optimizer<double>, Centralize, Normalize, Sgd(0.1)]
internal sealed partial class CentralizedClimb;

[Optimizer<double>, FriendlyAscent(0.1)]
internal sealed partial class FriendlyClimb;

[Optimizer<double>, VassoAscent(0.1)]
internal sealed partial class VassoClimb;

[Optimizer<double>, EsamAscent(0.1, seed: 5)]
internal sealed partial class EsamClimb;

[Optimizer<double>, Normalize, Sgd(0.05)]
internal sealed partial class PlainClimb;

[Sam<MomentumSgd>(0.1)]
internal sealed partial class Sam;

[Sam<MomentumSgd>(0.1, SamMode.Opaque)]
internal sealed partial class OpaqueSam;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 4)]
internal sealed partial class FourStepSam;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 4, mode: SamMode.Opaque)]
internal sealed partial class OpaqueFourStepSam;

[Sam<MomentumSgd, AsamClimb>]
internal sealed partial class Asam;

[Sam<MomentumSgd, AsamClimb>(mode: SamMode.Opaque)]
internal sealed partial class OpaqueAsam;

[Sam<MomentumSgd, WeightAsamClimb>]
internal sealed partial class WeightAsam;

[Sam<MomentumSgd, BiasClimb>]
internal sealed partial class SamOn;

[Sam<MomentumSgd, CentralizedClimb>]
internal sealed partial class CentralizedSam;

[Sam<MomentumSgd, FriendlyClimb>(resetState: false)]
internal sealed partial class FriendlySam;

[Sam<MomentumSgd, FriendlyClimb>(resetState: false, mode: SamMode.Opaque)]
internal sealed partial class OpaqueFriendlySam;

[Sam<MomentumSgd, VassoClimb>(resetState: false)]
internal sealed partial class Vasso;

[Sam<MomentumSgd, VassoClimb>(resetState: false, mode: SamMode.Opaque)]
internal sealed partial class OpaqueVasso;

[Sam<MomentumSgd, EsamClimb>]
internal sealed partial class Esam;

[Sam<MomentumSgd, EsamClimb>(mode: SamMode.Opaque)]
internal sealed partial class OpaqueEsam;

[Sam<MomentumSgd>(0.1), SurrogateGap(0.3)]
internal sealed partial class Gsam;

[Sam<MomentumSgd>(0.1, SamMode.Opaque), SurrogateGap(0.3)]
internal sealed partial class OpaqueGsam;

[Sam<MomentumSgd>(0.1), WeightedSharpness(0.7)]
internal sealed partial class CoupledWsam;

[Sam<MomentumSgd>(0.1, SamMode.Opaque), WeightedSharpness(0.7)]
internal sealed partial class OpaqueCoupledWsam;

[Sam<MomentumSgd>(0.1), SeparateSharpness, AddSharpness(0.02, 0.7)]
internal sealed partial class DecoupledWsam;

[Sam<MomentumSgd>(0.1, SamMode.Opaque), SeparateSharpness, AddSharpness(0.02, 0.7)]
internal sealed partial class OpaqueDecoupledWsam;

[Sam<MomentumSgd>(0.1), PenalizeGradientNorm(0.6)]
internal sealed partial class GradientNormPenalty;

[Sam<MomentumSgd>(0.1, SamMode.Opaque), PenalizeGradientNorm(0.6)]
internal sealed partial class OpaqueGradientNormPenalty;

[Sam<MomentumSgd>(0.1), RescaleToAscent]
internal sealed partial class StableSam;

[Sam<MomentumSgd>(0.1, SamMode.Opaque), RescaleToAscent]
internal sealed partial class OpaqueStableSam;

[ClimbEvery(4), Sam<MomentumSgd>(0.1), ReuseAscent]
internal sealed partial class LookSam;

[ClimbEvery(4), Sam<MomentumSgd>(0.1, SamMode.Opaque), ReuseAscent]
internal sealed partial class OpaqueLookSam;

[ClimbEvery(3), Sam<MomentumSgd>(0.1)]
internal sealed partial class IntervalSam;

[ClimbEvery(3), Sam<MomentumSgd>(0.1, SamMode.Opaque)]
internal sealed partial class OpaqueIntervalSam;

[ClimbFrom(60), Sam<MomentumSgd>(0.1)]
internal sealed partial class LateSam;

[ClimbAtRandom(0.4, seed: 3), Sam<MomentumSgd>(0.1)]
internal sealed partial class RandomSam;

[ClimbAtRandom, Linear(0, 1, 150, Of = "probability"), Sam<MomentumSgd>(0.1)]
internal sealed partial class RisingSam;

[ClimbWhereSteep(150), Sam<MomentumSgd>(0.1)]
internal sealed partial class AdaptiveSam;

[ClimbWhereSteep(150), Sam<MomentumSgd>(0.1, SamMode.Opaque)]
internal sealed partial class OpaqueAdaptiveSam;

[Sam<MomentumSgd>, Linear(0, 0.2, 100)]
internal sealed partial class ScheduledSam;

[Optimizer<double>, Sgd(0.02, momentum: 0.9), PerturbByMomentum(0.1)]
internal sealed partial class MomentumSam;

[Optimizer<double>, AddDecayedWeights(0.01), Sgd(0.02, momentum: 0.9), PerturbByMomentum(0.1)]
internal sealed partial class DecayedMomentumSam;

[Optimizer<double>, Adam(0.01), PerturbByMomentum(0.1)]
internal sealed partial class AdamMomentumSam;

[Optimizer<double>, ScaleByBsam(0.02, 500, seed: 7)]
internal sealed partial class BsamStep;

[Optimizer<double>, ClimbByPrecision(0.05)]
internal sealed partial class BsamClimb;

[Sam<BsamStep, BsamClimb>(resetState: false)]
internal sealed partial class Bsam;

[Sam<BsamStep, BsamClimb>(resetState: false, mode: SamMode.Opaque)]
internal sealed partial class OpaqueBsam;

[Optimizer<double>, Normalize, Sgd(0.05, momentum: 0.5)]
internal sealed partial class MomentumClimb;

[Optimizer<double>, SparseAscent(0.1)]
internal sealed partial class SparseClimb;

[Sam<MomentumSgd, SparseClimb>]
internal sealed partial class SparseSam;

[Sam<MomentumSgd, SparseClimb>(mode: SamMode.Opaque)]
internal sealed partial class OpaqueSparseSam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 3), SurrogateGap(0.3)]
internal sealed partial class ThreeCallGsam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 3, mode: SamMode.Opaque), SurrogateGap(0.3)]
internal sealed partial class OpaqueThreeCallGsam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 4, resetState: false), SurrogateGap(0.3)]
internal sealed partial class FourCallGsam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 4, resetState: false, mode: SamMode.Opaque), SurrogateGap(0.3)]
internal sealed partial class OpaqueFourCallGsam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 3, resetState: false), WeightedSharpness(0.7)]
internal sealed partial class ThreeCallWsam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque), WeightedSharpness(0.7)]
internal sealed partial class OpaqueThreeCallWsam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 4), WeightedSharpness(0.7)]
internal sealed partial class FourCallWsam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 4, mode: SamMode.Opaque), WeightedSharpness(0.7)]
internal sealed partial class OpaqueFourCallWsam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 3), PenalizeGradientNorm(0.6)]
internal sealed partial class ThreeCallNormPenalty;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 3, mode: SamMode.Opaque), PenalizeGradientNorm(0.6)]
internal sealed partial class OpaqueThreeCallNormPenalty;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 4, resetState: false), PenalizeGradientNorm(0.6)]
internal sealed partial class FourCallNormPenalty;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 4, resetState: false, mode: SamMode.Opaque), PenalizeGradientNorm(0.6)]
internal sealed partial class OpaqueFourCallNormPenalty;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 6), Lookbehind]
internal sealed partial class LookbehindSam;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 6, mode: SamMode.Opaque), Lookbehind]
internal sealed partial class OpaqueLookbehindSam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 4, resetState: false), Lookbehind(0.8)]
internal sealed partial class KeptLookbehindSam;

[Sam<MomentumSgd, MomentumClimb>(syncPeriod: 4, resetState: false, mode: SamMode.Opaque), Lookbehind(0.8)]
internal sealed partial class OpaqueKeptLookbehindSam;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 6), AdaptiveLookbehind]
internal sealed partial class AdaptiveLookbehindSam;

[Sam<MomentumSgd>(0.1), Lookbehind]
internal sealed partial class ShortLookbehindSam;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 4), SurrogateGap(0.3), Lookbehind]
internal sealed partial class LookbehindGsam;

[Sam<MomentumSgd, EsamClimb>(syncPeriod: 4), Lookbehind]
internal sealed partial class RandomLookbehindSam;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 6, mode: SamMode.Opaque), AdaptiveLookbehind]
internal sealed partial class OpaqueAdaptiveLookbehindSam;

[Sam<MomentumSgd>(0.1, SamMode.Opaque), Lookbehind]
internal sealed partial class OpaqueShortLookbehindSam;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 4, mode: SamMode.Opaque), SurrogateGap(0.3), Lookbehind]
internal sealed partial class OpaqueLookbehindGsam;

[Sam<MomentumSgd, EsamClimb>(syncPeriod: 4, mode: SamMode.Opaque), Lookbehind]
internal sealed partial class OpaqueRandomLookbehindSam;

[ClimbEvery(2), Sam<MomentumSgd, PlainClimb>(syncPeriod: 4), Lookbehind]
internal sealed partial class GatedLookbehindSam;

[ClimbEvery(2), Sam<MomentumSgd, PlainClimb>(syncPeriod: 4, mode: SamMode.Opaque), AdaptiveLookbehind]
internal sealed partial class OpaqueGatedLookbehindSam;

[Optimizer<double>, MultiSteps(3), Sgd(0.02, momentum: 0.9)]
internal sealed partial class GatheredMomentum;

[Sam<GatheredMomentum>(0.1)]
internal sealed partial class MicroBatchSam;

[Sam<GatheredMomentum>(0.1, SamMode.Opaque)]
internal sealed partial class OpaqueMicroBatchSam;

[MultiSteps(3), Sam<MomentumSgd>(0.1)]
internal sealed partial class GatheredSam;
