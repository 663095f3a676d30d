namespace SamFast.Tests.Checkpoints;

[Optimizer, ScaleByAdam, Normalize, ScaleByLearningRate(0.1)]
public sealed partial class Climb;

[Optimizer<double>, ScaleByAdam, Normalize, ScaleByLearningRate(0.1)]
public sealed partial class Climb64;

[Sam<PlainAdamW, Climb>(syncPeriod: 3)]
public sealed partial class Cyclic;

[Sam<PlainAdamW64, Climb64>(syncPeriod: 3, resetState: false)]
public sealed partial class Cyclic64;

[Sam<PlainAdamW64, Climb64>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class KeptOpaque;

// An unusual order: the test is about the state between the transforms.
#pragma warning disable SF0053
[Optimizer, Sm3(0.1), ScaleByTrustRatio]
public sealed partial class Rows;
#pragma warning restore SF0053

[Optimizer<double>, ScaleBySm3(b1: 0.5, b2: 0.9), Scale(-0.1)]
public sealed partial class Rows64;

[Optimizer, ScaleByFactoredRms(minDimSizeToFactor: 2), Scale(-0.01)]
public sealed partial class Factors;

/// <summary>The declarations of the tests of the format.</summary>
[Optimizer, Trace(0.9), ScaleByLearningRate(0.1)]
public sealed partial class Traced;

[Optimizer, Trace(0.9), ScaleByLearningRate(0.1)]
public sealed partial class TracedAgain;

[Optimizer<double>, Trace(0.9), ScaleByLearningRate(0.1)]
public sealed partial class Traced64;

[Optimizer, ClipByGlobalNorm(1), AdamW(BFloat16 = "mu"), Linear(0.1, 0.01, 10)]
public sealed partial class Scheduled;

[Optimizer, TorchAdamW(0.01, weightDecay: 0.1)]
public sealed partial class TorchLikeAdamW;

[Optimizer<double>, TorchAdam(0.01)]
public sealed partial class TorchLikeAdam64;

[Optimizer, TorchSgd(0.1, momentum: 0.9, dampening: 0.5)]
public sealed partial class TorchLikeSgd;

[Sam<TorchLikeAdamW>(rho: 0.05)]
public sealed partial class SharpTorchLikeAdamW;

[Optimizer, MultiSteps(4), Sgd(0.1, momentum: 0.9)]
public sealed partial class GatheredTrace;

[Optimizer, ScaleByAdam, ScaleByLearningRate, WarmupCosineDecay(0, 0.1, 100, 10_000)]
public sealed partial class TenThousandSteps;

[Optimizer, ScaleByAdam, ScaleByLearningRate, WarmupCosineDecay(0, 0.1, 100, 20_000)]
public sealed partial class TwentyThousandSteps;

[Optimizer, ScaleByAdam, ScaleByLearningRate, Linear(0.1, 0, 50, Until = 5), CosineDecay(0.1, 1000)]
public sealed partial class TwoSchedules;

[Optimizer, ScaleByAdam, ScaleByLearningRate(0.25)]
public sealed partial class ConstantSteps;

[Optimizer, ScaleByAdam(nesterov: true), ScaleByLearningRate(0.25)]
public sealed partial class NesterovSteps;

[Optimizer, ScaleByAdam(BFloat16 = "mu"), ScaleByLearningRate(0.25)]
public sealed partial class NarrowSteps;

[Optimizer, AdamW(0.1, weightDecay: 0.5, DecayMask = "decay")]
public sealed partial class DecaysSome;

[Optimizer, ScaleByAdam(Mask = "decay"), ScaleByLearningRate(0.1)]
public sealed partial class AdaptsSome;

[Optimizer<double>, TorchAdam(0.01, amsgrad: true)]
public sealed partial class TorchLikeAmsgrad64;
