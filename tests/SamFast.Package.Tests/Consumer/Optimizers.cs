using SamFast;

// The declarations of a consumer: each kind of loop, scalar and random number of the generator.

[Optimizer, Sgd(0.05, momentum: 0.9)]
public sealed partial class MomentumSgd;

[Optimizer, ClipByGlobalNorm(1.0), AdamW(1e-3, weightDecay: 1e-2), WarmupCosineDecay(0, 1e-3, warmupSteps: 5, decaySteps: 50)]
public sealed partial class ClippedAdamW;

[Optimizer, Lamb(1e-2)]
public sealed partial class Layerwise;

[Optimizer, Muon(1e-2)]
public sealed partial class Orthogonal;

[Optimizer, Adafactor(1e-2)]
public sealed partial class Factored;

[Optimizer, Madgrad(1e-2)]
public sealed partial class CubeRoot;

[Optimizer, Rprop(1e-2)]
public sealed partial class Signs;

[Optimizer, Adam(1e-3, BFloat16 = "mu, nu", Rounding = StateRounding.Stochastic)]
public sealed partial class NarrowAdam;

[Optimizer, Adam(1e-3, BFloat16 = "mu, nu")]
public sealed partial class NearestAdam;

[Optimizer, AddNoise(0.1, 0.55, 7), Sgd(0.05)]
public sealed partial class NoisySteps;

[Optimizer, Yogi(1e-2), ProjectL2Ball(0.5)]
public sealed partial class Projected;

[Optimizer, Lbfgs]
public sealed partial class QuasiNewton;

[Sam<ClippedAdamW>(rho: 0.05)]
public sealed partial class SharpAdamW;

[Optimizer<double>, Sgd(0.05, momentum: 0.9)]
public sealed partial class Momentum64;

[Optimizer<double>, ClipByGlobalNorm(1.0), AdamW(1e-3, weightDecay: 1e-2)]
public sealed partial class ClippedAdamW64;

[Optimizer<double>, Lamb(1e-2)]
public sealed partial class Layerwise64;

[Optimizer<double>, Madgrad(1e-2)]
public sealed partial class CubeRoot64;

[Optimizer<double>, AddNoise(0.1, 0.55, 7), Sgd(0.05)]
public sealed partial class NoisySteps64;

[Sam<ClippedAdamW64>(rho: 0.05, mode: SamMode.Opaque)]
public sealed partial class SharpAdamW64;
