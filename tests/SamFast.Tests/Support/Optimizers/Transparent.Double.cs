namespace SamFast.Tests;

[Sam<PlainSgd64>(0.1)]
public sealed partial class DropInSam64;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 5)]
public sealed partial class SamAdam64;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 2)]
public sealed partial class SamAdam264;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 3, resetState: false)]
public sealed partial class SamAdamKeep64;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 2, resetState: false)]
public sealed partial class SamAdamKeep264;

[Sam<ClippedAdamW64, Ascent64>(syncPeriod: 2)]
public sealed partial class SamClipped64;

[Sam<ClippedAdamW64, DecayingAscent64>(syncPeriod: 3, resetState: false)]
public sealed partial class SamDecaying64;

[Sam<MomentumSgd64, AdamThenClipAscent64>(syncPeriod: 3)]
public sealed partial class SamScratch64;

[Sam<AdamThenClip64, AdamThenClipAscent64>(syncPeriod: 3, resetState: false)]
public sealed partial class SamScratchKeep64;

[Sam<PlainAdam64, AdamAscent64>(syncPeriod: 1)]
public sealed partial class Sam164;

[Sam<PlainLamb64, AdamAscent64>(syncPeriod: 3)]
public sealed partial class SamLamb64;

[Sam<PlainMadgrad64, DogAscent64>(syncPeriod: 4)]
public sealed partial class SamDog64;

[Sam<PlainDog64, DogAscent64>(syncPeriod: 3, resetState: false)]
public sealed partial class SamDogKeep64;

[Sam<PlainDadapt64, ProdigyAscent64>(syncPeriod: 2)]
public sealed partial class SamProdigy64;

[Sam<PlainProdigy64, ProdigyAscent64>(syncPeriod: 3, resetState: false)]
public sealed partial class SamProdigyKeep64;
