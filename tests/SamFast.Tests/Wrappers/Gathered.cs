namespace SamFast.Tests.Wrappers;

[Optimizer, MultiSteps(3), ClipByGlobalNorm(1), AdamW(0.01)]
public sealed partial class GatheredClipped;

[Optimizer<double>, MultiSteps(3), Adam(0.01)]
public sealed partial class GatheredAdam;

[Optimizer<double>, MultiSteps(3, useGradMean: false), Adam(0.01)]
public sealed partial class SummedAdam;

[Optimizer<double>, MultiSteps, PiecewiseConstant(1, new[] { 2, 4 }, new[] { 3.0, 0.5 }), Sgd, Linear(0.5, 0.1, 4)]
public sealed partial class GrowingSgd;

[Optimizer<double>, SkipNotFinite, MultiSteps(2, useGradMean: false), ApplyIfFinite(1), Adam(0.01)]
public sealed partial class GuardedAdam;

[Optimizer, MultiSteps(2), Sgd(1)]
public sealed partial class MeanOfTwo;

[Optimizer<double>, MultiSteps(3), Sgd(1)]
public sealed partial class MeanOfThree64;

[Optimizer<double>, MultiSteps(2), MultiSteps(3, useGradMean: false), Adam(0.01)]
public sealed partial class TwiceGathered;

[Optimizer(ConsumesGradients = true), MultiSteps(2), ScaleByAdam, ClipByGlobalNorm(1), Scale(-0.1)]
public sealed partial class GatheredConsuming;

[Optimizer, MultiSteps(2), Lamb(0.01)]
public sealed partial class GatheredLamb;

[Optimizer<double>, Normalize, Adam(0.1)]
public sealed partial class AdamClimb;

[Sam<BareAdam, AdamClimb>(3)]
public sealed partial class BareSharp;

[Sam<BareAdam, AdamClimb>(2, resetState: false)]
public sealed partial class BareSharpKeep;

[MultiSteps(2), Sam<BareAdam, AdamClimb>(3)]
public sealed partial class GatheredSharp;

[MultiSteps(2), Sam<BareAdam, AdamClimb>(2, resetState: false)]
public sealed partial class GatheredSharpKeep;

[SkipNotFinite, MultiSteps(2), SkipLargeUpdates(1e6), Sam<BareAdam, AdamClimb>(2)]
public sealed partial class GuardedSharp;

[Sam<GatheredAdam, AdamClimb>(3)]
public sealed partial class SharpOfGathered;

[Sam<GatheredAdam, AdamClimb>(3, mode: SamMode.Opaque)]
public sealed partial class OpaqueOfGathered;

[MultiSteps(2), Sam<GatheredAdam, AdamClimb>(2)]
public sealed partial class GatheredSharpOfGathered;
