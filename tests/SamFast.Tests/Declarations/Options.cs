namespace SamFast.Tests.Declarations;

[Optimizer(Precision = Precision.Fast), AdamW(0.01, weightDecay: 0.1)]
public sealed partial class FastAdamW;

[Optimizer(Precision = Precision.Fast), Adam(0.01, epsRoot: 1e-6, nesterov: true)]
public sealed partial class FastNadam;

[Optimizer(Precision = Precision.Fast), Adam(0.01, eps: 0)]
public sealed partial class FastAdamWithoutEps;

[Optimizer<double>(Precision = Precision.Fast), AdamW(0.01, weightDecay: 0.1)]
public sealed partial class FastAdamW64;

[Optimizer, AdamW(0.01, weightDecay: 0.1)]
public sealed partial class ExactAdamW;

[Optimizer, Adam(0.01, epsRoot: 1e-6, nesterov: true)]
public sealed partial class ExactNadam;

[Optimizer<double>, AdamW(0.01, weightDecay: 0.1)]
public sealed partial class ExactAdamW64;

[Optimizer, AdamW(0.01, weightDecay: 0.1, BFloat16 = "mu")]
public sealed partial class NearestMuAdamW;

[Optimizer, AdamW(0.01, weightDecay: 0.1, BFloat16 = "mu, nu", Rounding = StateRounding.Stochastic)]
public sealed partial class StochasticAdamW;

[Optimizer, Trace(0.9, BFloat16 = "trace", Rounding = StateRounding.Stochastic), ClipByGlobalNorm(1), Scale(-0.1)]
public sealed partial class ClippedTrace;

[Optimizer, Lamb(0.01, BFloat16 = "nu, mu", Rounding = StateRounding.Stochastic)]
public sealed partial class StochasticLamb;

[Optimizer, Normalize, Adam(0.01, BFloat16 = "mu, nu", Rounding = StateRounding.Stochastic)]
public sealed partial class StochasticAscent;

[Sam<StochasticAdamW, StochasticAscent>(syncPeriod: 3)]
public sealed partial class StochasticSam;

[Sam<StochasticAdamW, StochasticAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
public sealed partial class OpaqueStochasticSam;

[Sam<StochasticAdamW, StochasticAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class StochasticKeptSam;

[Sam<StochasticAdamW, StochasticAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueStochasticKeptSam;
