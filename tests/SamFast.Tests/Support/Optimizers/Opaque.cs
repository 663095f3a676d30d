namespace SamFast.Tests;

[Sam<PlainSgd>(0.1, mode: SamMode.Opaque)]
public sealed partial class OpaqueDropInSam;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 5, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdam2;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdamKeep;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamAdamKeep2;

[Sam<ClippedAdamW, Ascent>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamClipped;

[Sam<ClippedAdamW, DecayingAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamDecaying;

[Sam<MomentumSgd, AdamThenClipAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamScratch;

[Sam<AdamThenClip, AdamThenClipAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamScratchKeep;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 1, mode: SamMode.Opaque)]
public sealed partial class OpaqueSam1;

[Sam<PlainLamb, AdamAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamLamb;

[Sam<PlainMadgrad, DogAscent>(syncPeriod: 4, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamDog;

[Sam<PlainDog, DogAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamDogKeep;

[Sam<PlainDadapt, ProdigyAscent>(syncPeriod: 2, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamProdigy;

[Sam<PlainProdigy, ProdigyAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueSamProdigyKeep;
