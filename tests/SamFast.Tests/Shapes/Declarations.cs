namespace SamFast.Tests.Shapes;

[Optimizer, Centralize, Sgd(0.1, momentum: 0.9)]
internal sealed partial class Centralized;

[Optimizer(ConsumesGradients = true), Centralize, Sgd(0.1, momentum: 0.9)]
internal sealed partial class ConsumingCentralized;

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
