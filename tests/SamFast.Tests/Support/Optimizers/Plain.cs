namespace SamFast.Tests;

[Optimizer, Sgd(0.01)]
public sealed partial class PlainSgd;

[Optimizer, Sgd(0.01, momentum: 0.9)]
public sealed partial class MomentumSgd;

[Optimizer, Sgd(0.01, momentum: 0.9, nesterov: true)]
public sealed partial class NesterovSgd;

[Optimizer, Adam(0.01)]
public sealed partial class PlainAdam;

[Optimizer, Adam(0.01, b1: 0.8, b2: 0.99, epsRoot: 1e-6, nesterov: true)]
public sealed partial class PlainNadam;

[Optimizer, AdamW(0.01, weightDecay: 0.1)]
public sealed partial class PlainAdamW;

[Optimizer, Lamb(0.01, weightDecay: 0.1)]
public sealed partial class PlainLamb;

[Optimizer, Lion(0.01, weightDecay: 0.1)]
public sealed partial class PlainLion;

[Optimizer, Clip(0.75), Scale(-0.5)]
public sealed partial class ElementClip;

[Optimizer, ScaleBySchedule, ExponentialDecay(0.5, transitionSteps: 7, decayRate: 0.5), Sgd(0.1)]
public sealed partial class DecayingSteps;

[Optimizer]
[ClipByGlobalNorm(1.0)]
[ScaleByAdam(b1: 0.9, b2: 0.999)]
[AddDecayedWeights(1e-2)]
[ScaleByLearningRate, WarmupCosineDecay(0, 1e-3, warmupSteps: 10, decaySteps: 100)]
public sealed partial class ClippedAdamW;

[Optimizer, ScaleByAdam, ClipByGlobalNorm(1.0), ScaleByLearningRate(0.1)]
public sealed partial class AdamThenClip;

[Optimizer, Scale(3), ClipByGlobalNorm(1.0), Trace(0.5), Normalize, ScaleByLearningRate(0.1)]
public sealed partial class ScaledThenClipped;

[Optimizer, Normalize, Sgd(0.1)]
public sealed partial class Ascent;

[Optimizer, Normalize, Adam(0.03)]
public sealed partial class AdamAscent;

[Optimizer, ScaleByAdam, ClipByGlobalNorm(0.1), ScaleByLearningRate(0.5)]
public sealed partial class AdamThenClipAscent;

[Optimizer, Normalize, Trace(0.5), ScaleByLearningRate, Linear(0.1, 0.01, transitionSteps: 20)]
public sealed partial class DecayingAscent;

[Optimizer, ClipByGlobalNorm(1.0), Scale(1)]
public sealed partial class ClipOnly;

[Optimizer, Dog(1, initValue: 0.01)]
public sealed partial class PlainDog;

[Optimizer, Dowg(0.1, initEstimSqDist: 4)]
public sealed partial class PlainDowg;

[Optimizer, Cocob]
public sealed partial class PlainCocob;

[Optimizer, Madgrad(0.01, weightDecay: 0.01)]
public sealed partial class PlainMadgrad;

[Optimizer, ScaleByDistanceOverGradients(repsRel: 1e-3), Scale(-1)]
public sealed partial class PlainLayerwiseDog;

[Optimizer, ClipByBlockRms(0.5), ScaleByParamBlockRms, ScaleByLearningRate(0.1)]
public sealed partial class BlockClip;

[Optimizer, Normalize, Dog(1, DogInitStep.Distance, 0.1)]
public sealed partial class DogAscent;

[Optimizer, Prodigy(0.5, beta3: 0.9, estimLr0: 1e-2, weightDecay: 0.1)]
public sealed partial class PlainProdigy;

[Optimizer, DadaptAdamW(0.5, estimLr0: 1e-2, weightDecay: 0.1)]
public sealed partial class PlainDadapt;

[Optimizer, Prodigy(0.5, estimLr0: 0.05, safeguardWarmup: true)]
public sealed partial class ProdigyAscent;
