namespace SamFast.Tests;

[Sam<PlainSgd>(0.1)]
public sealed partial class DropInSam;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 5)]
public sealed partial class SamAdam;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2)]
public sealed partial class SamAdam2;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamAdamKeep;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 2, resetState: false)]
public sealed partial class SamAdamKeep2;

[Sam<ClippedAdamW, Ascent>(syncPeriod: 2)]
public sealed partial class SamClipped;

[Sam<ClippedAdamW, DecayingAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamDecaying;

[Sam<MomentumSgd, AdamThenClipAscent>(syncPeriod: 3)]
public sealed partial class SamScratch;

[Sam<AdamThenClip, AdamThenClipAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamScratchKeep;

[Sam<PlainAdam, AdamAscent>(syncPeriod: 1)]
public sealed partial class Sam1;

[Sam<PlainLamb, AdamAscent>(syncPeriod: 3)]
public sealed partial class SamLamb;

[Sam<PlainMadgrad, DogAscent>(syncPeriod: 4)]
public sealed partial class SamDog;

[Sam<PlainDog, DogAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamDogKeep;

[Sam<PlainDadapt, ProdigyAscent>(syncPeriod: 2)]
public sealed partial class SamProdigy;

[Sam<PlainProdigy, ProdigyAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class SamProdigyKeep;
