namespace SamFast.Tests.Options;

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
