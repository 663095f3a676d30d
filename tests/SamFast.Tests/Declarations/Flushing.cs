namespace SamFast.Tests.Declarations;

/// <summary>Keeps the last update and gives it on: what is in the slot is what went in.</summary>
internal sealed class RememberAttribute : TransformAttribute
{
    public static void Accumulate<L>(L update, ref L memory) where L : ILanes<L> => memory = update;

    public static L Update<L>(L update, L memory) where L : ILanes<L> => memory;
}

[Optimizer(FlushBelow = 1e-30), Remember]
public sealed partial class FlushingMemory;

[Optimizer<double>(FlushBelow = 1e-300), Remember]
public sealed partial class FlushingMemory64;

[Optimizer(FlushBelow = 0.5), Remember(BFloat16 = "memory")]
public sealed partial class FlushingSmallMemory;

[Optimizer(FlushBelow = 0.5), Remember, ClipByGlobalNorm(1)]
public sealed partial class FlushingClippedMemory;

[Optimizer, Sgd(0.1, momentum: 0.9)]
public sealed partial class SubnormalMomentum;

[Optimizer(FlushBelow = 1e-30), Sgd(0.1, momentum: 0.9)]
public sealed partial class FlushingMomentum;

[Optimizer<double>(FlushBelow = 1e-300), Sgd(0.1, momentum: 0.9)]
public sealed partial class FlushingMomentum64;

[Optimizer, Adam(0.1)]
public sealed partial class SubnormalAdam;

[Optimizer(FlushBelow = 1e-30), Adam(0.1)]
public sealed partial class FlushingAdam;

[Optimizer<double>(FlushBelow = 1e-300), Adam(0.1)]
public sealed partial class FlushingAdam64;

[Optimizer, Lion(0.1)]
public sealed partial class SubnormalLion;

[Optimizer(FlushBelow = 1e-30), Lion(0.1)]
public sealed partial class FlushingLion;

// Thresholds that uniform gradients meet in every step; ε keeps a ν that was flushed from being divided by.
[Optimizer(FlushBelow = 1e-3), AdamW(0.01, eps: 0.1, weightDecay: 0.1)]
public sealed partial class FlushingAdamW;

[Optimizer(FlushBelow = 0.2), Trace(0.9, BFloat16 = "trace", Rounding = StateRounding.Stochastic), ClipByGlobalNorm(1), Scale(-0.1)]
public sealed partial class FlushingClippedTrace;

[Optimizer(FlushBelow = 1e-3), Lamb(0.01, eps: 0.1, BFloat16 = "mu")]
public sealed partial class FlushingLamb;

[Optimizer, Normalize, Scale(100), Sgd(0.01, momentum: 0.9)]
public sealed partial class PlainAscent;

[Optimizer(FlushBelow = 0.2), Normalize, Scale(100), Sgd(0.01, momentum: 0.9)]
public sealed partial class FlushingAscent;

[Sam<FlushingAdamW, FlushingAscent>]
public sealed partial class FlushingSam2;

[Sam<FlushingAdamW, FlushingAscent>(mode: SamMode.Opaque)]
public sealed partial class OpaqueFlushingSam2;

[Sam<FlushingAdamW, PlainAscent>]
public sealed partial class HalfFlushingSam2;

[Sam<FlushingAdamW, FlushingAscent>(syncPeriod: 3)]
public sealed partial class FlushingSam;

[Sam<FlushingAdamW, FlushingAscent>(syncPeriod: 3, mode: SamMode.Opaque)]
public sealed partial class OpaqueFlushingSam;

[Sam<FlushingAdamW, PlainAscent>(syncPeriod: 3)]
public sealed partial class HalfFlushingSam;

[Sam<FlushingAdamW, FlushingAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class FlushingKeptSam;

[Sam<FlushingAdamW, FlushingAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
public sealed partial class OpaqueFlushingKeptSam;

[Sam<FlushingAdamW, PlainAscent>(syncPeriod: 3, resetState: false)]
public sealed partial class HalfFlushingKeptSam;
