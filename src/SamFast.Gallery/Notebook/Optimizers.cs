namespace SamFast.Gallery.Notebook;

// The notebook's optimizers. An optimizer class is for one precision, so each is declared twice.

[Optimizer, Sgd(0.01)]
public sealed partial class Sgd32;

[Optimizer, Sgd(0.01, momentum: 0.9)]
public sealed partial class Momentum32;

[Optimizer, Adam(0.01)]
public sealed partial class Adam32;

[Optimizer, Normalize, Sgd(0.1)]
public sealed partial class Ascent32;

[Optimizer, Normalize, Adam(0.03)]
public sealed partial class AdamAscent32;

[Sam<Sgd32, Ascent32>(syncPeriod: 2)]
public sealed partial class Sam32;

[Sam<Momentum32, Ascent32>(syncPeriod: 2)]
public sealed partial class SamMomentum32;

[Sam<Adam32, AdamAscent32>(syncPeriod: 5)]
public sealed partial class SamAdam32;

[Sam<Sgd32, Ascent32>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSam32;

[Sam<Momentum32, Ascent32>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamMomentum32;

[Sam<Adam32, AdamAscent32>(syncPeriod: 5, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam32;

[Optimizer<double>, Sgd(0.01)]
public sealed partial class Sgd64;

[Optimizer<double>, Sgd(0.01, momentum: 0.9)]
public sealed partial class Momentum64;

[Optimizer<double>, Adam(0.01)]
public sealed partial class Adam64;

[Optimizer<double>, Normalize, Sgd(0.1)]
public sealed partial class Ascent64;

[Optimizer<double>, Normalize, Adam(0.03)]
public sealed partial class AdamAscent64;

[Sam<Sgd64, Ascent64>(syncPeriod: 2)]
public sealed partial class Sam64;

[Sam<Momentum64, Ascent64>(syncPeriod: 2)]
public sealed partial class SamMomentum64;

[Sam<Adam64, AdamAscent64>(syncPeriod: 5)]
public sealed partial class SamAdam64;

[Sam<Sgd64, Ascent64>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSam64;

[Sam<Momentum64, Ascent64>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamMomentum64;

[Sam<Adam64, AdamAscent64>(syncPeriod: 5, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam64;
