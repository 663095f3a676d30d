namespace SamFast.Tests.Transforms.WholeTensors;

[Optimizer, Centralize, Sgd(0.1, momentum: 0.9)]
internal sealed partial class Centralized;

[Optimizer(ConsumesGradients = true), Centralize, Sgd(0.1, momentum: 0.9)]
internal sealed partial class ConsumingCentralized;

[Optimizer(ConsumesGradients = true), SkipNotFinite, ScaleBySm3, Scale(-0.1)]
internal sealed partial class SkippingSm3;

[Optimizer, MultiSteps(2, useGradMean: false), Centralize, Sgd(0.1, momentum: 0.9)]
internal sealed partial class GatheredCentralized;

[Optimizer, AdaptiveGradClip(0.01), AdamW(0.1)]
internal sealed partial class UnitClipped;

[Optimizer<double>, AdaptiveGradClip(0.05, eps: 0.5), Scale(-1)]
internal sealed partial class UnitClipped64;

[Optimizer, ScaleByAdam, Centralize, AdaptiveGradClip(0.1), ClipByGlobalNorm(1), Sgd(0.1)]
internal sealed partial class CentralizedLate;

[Optimizer, Centralize, Normalize, Scale(-0.05)]
internal sealed partial class CentralizedAscent;

[Sam<UnitClipped, CentralizedAscent>(syncPeriod: 3)]
internal sealed partial class CentralizedSam;

[Sam<UnitClipped, CentralizedAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
internal sealed partial class OpaqueCentralizedSam;

[Optimizer, Sm3(0.1)]
internal sealed partial class PlainSm3;

[Optimizer<double>, ScaleBySm3(b1: 0.5, b2: 0.9), Scale(-0.1)]
internal sealed partial class DecayingSm3;

[Optimizer, ScaleByFactoredRms(minDimSizeToFactor: 4), Scale(-0.01)]
internal sealed partial class FactoredRms;

[Optimizer<double>, ScaleByFactoredRms(decayRate: 0.6, stepOffset: 2, minDimSizeToFactor: 3, epsilon: 1e-3), Scale(-0.1)]
internal sealed partial class FactoredRms64;

[Optimizer, Muon(0.02, weightDecay: 0.1, adamWeightDecay: 0.01)]
internal sealed partial class PlainMuon;

[Optimizer<double>]
[Muon(0.02, nsSteps: 3, nesterov: false, adaptive: true, preconditioning: MuonPreconditioning.Aol, adamRate: 0.5)]
internal sealed partial class AolMuon;

[Optimizer<double>, Muon(0.02, nsSteps: 2, preconditioning: MuonPreconditioning.Schatten, consistentRms: 0.2)]
internal sealed partial class SchattenMuon;

[Optimizer(FlushBelow = 1e-3), ScaleByFactoredRms(minDimSizeToFactor: 4), Scale(-0.1)]
internal sealed partial class FlushedRms;

[Optimizer<double>, Muon(0.02, nsSteps: 1, nsA: 0.5, nsB: -1.25, nsC: 2, weightDecay: 0.1)]
internal sealed partial class OneStepMuon;

[Optimizer, AdamW(0.02, weightDecay: 0.01, nesterov: true)]
internal sealed partial class NesterovAdamW;

[Optimizer, Muon(1, eps: 0, nesterov: false)]
internal sealed partial class BareMuon;

[Optimizer, Muon(1, nesterov: false, preconditioning: MuonPreconditioning.Aol)]
internal sealed partial class LargeAolMuon;

[Optimizer, Muon(1, nesterov: false, preconditioning: MuonPreconditioning.Schatten)]
internal sealed partial class LargeSchattenMuon;

[Optimizer<double>, Muon(1, nesterov: false)]
internal sealed partial class FactorMuon;

[Optimizer, AdaptiveGradClip(0.01), Scale(-1)]
internal sealed partial class BareUnitClip;
