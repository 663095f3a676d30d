namespace SamFast.Tests.Optimizers;

[Optimizer, PolyakSgd(maxLearningRate: 0.5)]
public sealed partial class Polyak;

[Optimizer, Momo(0.5, weightDecay: 0.05, adaptLowerBound: true)]
public sealed partial class MomentumSgd;

[Optimizer<double>, MomoAdam(0.05, weightDecay: 0.1, lowerBound: 0.1, adaptLowerBound: true)]
public sealed partial class AdaptiveMomentum;

[Optimizer, Sgd(0.5), ReduceOnPlateau(factor: 0.5, patience: 2)]
public sealed partial class Reducing;

[Optimizer(ConsumesGradients = true), ScaleByAdam, ScaleByPolyak, ScaleByLearningRate(0.1)]
public sealed partial class ConsumingPolyak;

[Optimizer, ScaleByAdam, ScaleByPolyak, ScaleByLearningRate(0.1)]
public sealed partial class KeepingPolyak;

[Sam<Polyak, Ascent>]
public sealed partial class SharpPolyak;

[Sam<Polyak, MomentumSgd>(syncPeriod: 3)]
public sealed partial class SharpMomentum;

[Sam<PlainSgd, Polyak>]
public sealed partial class PolyakAscent;
