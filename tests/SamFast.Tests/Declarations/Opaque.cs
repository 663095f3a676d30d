namespace SamFast.Tests;

[Sam<PlainSgd>(0.1, mode: SamMode.Opaque)]
public sealed partial class OpaqueDropInSam : IOpaque<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 5, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam : IOpaque<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam2 : IOpaque<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdamKeep : IOpaque<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdamKeep2 : IOpaque<float>;

[Sam<ClippedAdamW, Ascent>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamClipped : IOpaque<float>;

[Sam<ClippedAdamW, DecayingAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamDecaying : IOpaque<float>;

[Sam<MomentumSgd, AdamThenClipAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamScratch : IOpaque<float>;

[Sam<AdamThenClip, AdamThenClipAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamScratchKeep : IOpaque<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 1, mode: SamMode.Opaque)]
public sealed partial class OpaqueSam1 : IOpaque<float>;
