namespace SamFast.Tests;

[Optimizer, Sgd(0.01)]
public sealed partial class PlainSgd;

[Optimizer, Sgd(0.01, momentum: 0.9)]
public sealed partial class MomentumSgd;

[Optimizer, Sgd(0.01, momentum: 0.9, nesterov: true)]
public sealed partial class NesterovSgd;

[Optimizer, Adam(0.01)]
public sealed partial class PlainAdam;

[Optimizer]
[ClipByGlobalNorm(1.0)]
[ScaleByAdam(b1: 0.9, b2: 0.999)]
[AddDecayedWeights(1e-2)]
[ScaleByLearningRate, WarmupCosineDecay(0, 1e-3, warmupSteps: 10, decaySteps: 100)]
public sealed partial class ClippedAdamW;

[Optimizer<double>, ScaleByAdam, ClipByGlobalNorm(1.0), ScaleByLearningRate(0.1)]
public sealed partial class AdamThenClip;

[Optimizer, Normalize, Sgd(0.1)]
public sealed partial class Ascent;

[Optimizer, Normalize, Adam(0.03)]
public sealed partial class AdamAscent;

[Sam<PlainSgd>(0.1)]
public sealed partial class DropInSam;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 5)]
public sealed partial class SamAdam;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 5, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam2;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdamKeep;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamAdamKeep;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 1, mode: SamMode.Opaque)]
public sealed partial class OpaqueSam1;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 1)]
public sealed partial class Sam1;
