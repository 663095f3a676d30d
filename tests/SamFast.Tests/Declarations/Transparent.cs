namespace SamFast.Tests;

[Sam<PlainSgd>(0.1)]
public sealed partial class DropInSam : ISharp<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 5)]
public sealed partial class SamAdam : ISharp<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2)]
public sealed partial class SamAdam2 : ISharp<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamAdamKeep : ISharp<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2, resetState: false)]
public sealed partial class SamAdamKeep2 : ISharp<float>;

[Sam<ClippedAdamW, Ascent>(syncPeriod: 2)]
public sealed partial class SamClipped : ISharp<float>;

[Sam<ClippedAdamW, DecayingAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamDecaying : ISharp<float>;

[Sam<MomentumSgd, AdamThenClipAscent>(syncPeriod: 3)]
public sealed partial class SamScratch : ISharp<float>;

[Sam<AdamThenClip, AdamThenClipAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamScratchKeep : ISharp<float>;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 1)]
public sealed partial class Sam1;
