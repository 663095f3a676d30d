namespace SamFast.Tests.Schedules;

// Its directions are compared, not its steps.
#pragma warning disable SF0055
[Optimizer<double>, ScaleByAdam, Linear(0.9, 0.5, 4, Of = "b1"), Constant(0.75, Of = "b2"), Linear(1e-8, 1e-3, 2, Of = "eps")]
public sealed partial class ScheduledAdam;
#pragma warning restore SF0055

[Optimizer<double>, AdamW, WarmupConstant(0, 0.1, 3), Linear(0.5, 0, 5, Of = "weightDecay")]
public sealed partial class ScheduledAdamW;

[Optimizer<double>, Sgd, CosineOnecycle(10, 0.9, Of = "momentum"), LinearOnecycle(10, 0.1)]
public sealed partial class ScheduledSgd;

[Optimizer<double>, Clip(1), PiecewiseConstant(1, new[] { 1, 3 }, new[] { 0.5, 0.1 }), Scale(-1)]
public sealed partial class ScheduledClip;

[Optimizer<double>, Sgd(momentum: 0.5)]
[Linear(0, 0.5, 2, Until = 2), Constant(0.25, Of = "momentum", Until = 4), Constant(0.5, Until = 5)]
[ExponentialDecay(0.5, 1, 0.5), WarmupExponentialDecay(0, 0.75, 1, 1, 0.5, Of = "momentum")]
public sealed partial class JoinedSgd;

[Optimizer, Sgd]
[PiecewiseInterpolate(Interpolation.Cosine, 0.1, new[] { 3, 9 }, new[] { 0.5, 2 }, Until = 5)]
[PiecewiseConstant(0.1, new[] { 3, 9 }, new[] { 0.5, 2 }, Until = 9)]
[Sgdr(new[] { 0, 0.1 }, new[] { 0.1, 0.2 }, new[] { 1, 2 }, new[] { 5, 9 })]
public sealed partial class ArraysSgd;

[Optimizer<double>, Sgd(0.1)]
public sealed partial class Outer;

[Optimizer<double>, Normalize, ScaleByLearningRate, Linear(0.5, 0, 4)]
public sealed partial class FadingAscent;

[Sam<Outer>(0.5)]
[Linear(0.5, 0.25, 2, Until = 3), Constant(0.125)]
public sealed partial class FadingSam;

[Sam<Outer>(mode: SamMode.Opaque), Linear(0.5, 0.25, 2, Until = 3), Constant(0.125)]
public sealed partial class OpaqueFadingSam;

[Sam<Outer, FadingAscent>(resetState: false)]
public sealed partial class KeptFadingSam;

[Sam<Outer, FadingAscent>(syncPeriod: 3)]
public sealed partial class RepeatedFadingSam;
