namespace SamFast.Tests;

[Sam<PlainSgd64>(0.1, mode: SamMode.Opaque)]
public sealed partial class OpaqueDropInSam64;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 5, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam64;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam264;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdamKeep64;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 2, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdamKeep264;

[Sam<ClippedAdamW64, Ascent64>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamClipped64;

[Sam<ClippedAdamW64, DecayingAscent64>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamDecaying64;

[Sam<MomentumSgd64, AdamThenClipAscent64>(syncPeriod: 3, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamScratch64;

[Sam<AdamThenClip64, AdamThenClipAscent64>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamScratchKeep64;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 1, mode: SamMode.Opaque)]
public sealed partial class OpaqueSam164;

[Sam<PlainLamb64, AdamAscent64>(syncPeriod: 3, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamLamb64;

[Sam<PlainMadgrad64, DogAscent64>(syncPeriod: 4, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamDog64;

[Sam<PlainDog64, DogAscent64>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamDogKeep64;

[Sam<PlainDadapt64, ProdigyAscent64>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamProdigy64;

[Sam<PlainProdigy64, ProdigyAscent64>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamProdigyKeep64;
