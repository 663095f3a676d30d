namespace SamFast.Tests;

[Optimizer<double>, Sgd(0.01)]
public sealed partial class PlainSgd64;

[Optimizer<double>, Sgd(0.01, momentum: 0.9)]
public sealed partial class MomentumSgd64;

[Optimizer<double>, Sgd(0.01, momentum: 0.9, nesterov: true)]
public sealed partial class NesterovSgd64;

[Optimizer<double>, Adam(0.01)]
public sealed partial class PlainAdam64;

[Optimizer<double>, Adam(0.01, b1: 0.8, b2: 0.99, epsRoot: 1e-6, nesterov: true)]
public sealed partial class PlainNadam64;

[Optimizer<double>, AdamW(0.01, weightDecay: 0.1)]
public sealed partial class PlainAdamW64;

[Optimizer<double>, Lamb(0.01, weightDecay: 0.1)]
public sealed partial class PlainLamb64;

[Optimizer<double>, Lion(0.01, weightDecay: 0.1)]
public sealed partial class PlainLion64;

[Optimizer<double>, Clip(0.75), Scale(-0.5)]
public sealed partial class ElementClip64;

[Optimizer<double>, ScaleBySchedule, ExponentialDecay(0.5, transitionSteps: 7, decayRate: 0.5), Sgd(0.1)]
public sealed partial class DecayingSteps64;

[Optimizer<double>]
[ClipByGlobalNorm(1.0)]
[ScaleByAdam(b1: 0.9, b2: 0.999)]
[AddDecayedWeights(1e-2)]
[ScaleByLearningRate, WarmupCosineDecay(0, 1e-3, warmupSteps: 10, decaySteps: 100)]
public sealed partial class ClippedAdamW64;

[Optimizer<double>, ScaleByAdam, ClipByGlobalNorm(1.0), ScaleByLearningRate(0.1)]
public sealed partial class AdamThenClip64;

[Optimizer<double>, Scale(3), ClipByGlobalNorm(1.0), Trace(0.5), Normalize, ScaleByLearningRate(0.1)]
public sealed partial class ScaledThenClipped64;

[Optimizer<double>, Normalize, Sgd(0.1)]
public sealed partial class Ascent64;

[Optimizer<double>, Normalize, Adam(0.03)]
public sealed partial class AdamAscent64;

[Optimizer<double>, ScaleByAdam, ClipByGlobalNorm(0.1), ScaleByLearningRate(0.5)]
public sealed partial class AdamThenClipAscent64;

[Optimizer<double>, Normalize, Trace(0.5), ScaleByLearningRate, Linear(0.1, 0.01, transitionSteps: 20)]
public sealed partial class DecayingAscent64;

[Optimizer<double>, ClipByGlobalNorm(1.0), Scale(1)]
public sealed partial class ClipOnly64;

[Optimizer<double>, Dog(1, initValue: 0.01)]
public sealed partial class PlainDog64;

[Optimizer<double>, Dowg(0.1, initEstimSqDist: 4)]
public sealed partial class PlainDowg64;

[Optimizer<double>, Cocob]
public sealed partial class PlainCocob64;

[Optimizer<double>, Madgrad(0.01, weightDecay: 0.01)]
public sealed partial class PlainMadgrad64;

[Optimizer<double>, ScaleByDistanceOverGradients(repsRel: 1e-3), Scale(-1)]
public sealed partial class PlainLayerwiseDog64;

[Optimizer<double>, ClipByBlockRms(0.5), ScaleByParamBlockRms, ScaleByLearningRate(0.1)]
public sealed partial class BlockClip64;

[Optimizer<double>, Normalize, Dog(1, DogInitStep.Distance, 0.1)]
public sealed partial class DogAscent64;

[Optimizer<double>, Prodigy(0.5, beta3: 0.9, estimLr0: 1e-2, weightDecay: 0.1)]
public sealed partial class PlainProdigy64;

[Optimizer<double>, DadaptAdamW(0.5, estimLr0: 1e-2, weightDecay: 0.1)]
public sealed partial class PlainDadapt64;

[Optimizer<double>, Prodigy(0.5, estimLr0: 0.05, safeguardWarmup: true)]
public sealed partial class ProdigyAscent64;
