namespace SamFast.Torch.Tests;

[Optimizer, TorchAdam(3e-3, weightDecay: 0.02)]
internal sealed partial class FloatAdam;

// Torch multiplies by 1 − ηλ, which it rounds to single precision first: an error of its own, of up to 3e-8 a step.
// With powers of 2, there is none.
[Optimizer, TorchAdamW(1.0 / 1024, weightDecay: 1.0 / 64)]
internal sealed partial class FloatAdamW;

[Optimizer, TorchSgd(0.01)]
internal sealed partial class FloatSgd;

[Optimizer, TorchSgd(0.01, momentum: 0.9, dampening: 0.3, weightDecay: 0.02)]
internal sealed partial class FloatMomentum;

[Optimizer, TorchSgd(0.01, momentum: 0.9, nesterov: true)]
internal sealed partial class FloatNesterov;

[Optimizer, TorchRmsprop(1e-3, weightDecay: 0.02)]
internal sealed partial class FloatRmsprop;

[Optimizer, TorchRmsprop(1e-3, momentum: 0.9)]
internal sealed partial class FloatRmspropMomentum;

[Optimizer, TorchCenteredRmsprop(1e-3, momentum: 0.9)]
internal sealed partial class FloatCenteredRmsprop;

[Optimizer<double>, TorchAdam(3e-3, weightDecay: 0.02)]
internal sealed partial class DoubleAdam;

[Optimizer<double>, TorchAdamW(1.0 / 1024, weightDecay: 1.0 / 64)]
internal sealed partial class DoubleAdamW;

[Optimizer<double>, TorchSgd(0.01)]
internal sealed partial class DoubleSgd;

[Optimizer<double>, TorchSgd(0.01, momentum: 0.9, dampening: 0.3, weightDecay: 0.02)]
internal sealed partial class DoubleMomentum;

[Optimizer<double>, TorchSgd(0.01, momentum: 0.9, nesterov: true)]
internal sealed partial class DoubleNesterov;

[Optimizer<double>, TorchRmsprop(1e-3, weightDecay: 0.02)]
internal sealed partial class DoubleRmsprop;

[Optimizer<double>, TorchRmsprop(1e-3, momentum: 0.9)]
internal sealed partial class DoubleRmspropMomentum;

[Optimizer<double>, TorchCenteredRmsprop(1e-3, momentum: 0.9)]
internal sealed partial class DoubleCenteredRmsprop;

// AdamW that decays one group of parameters.
[Optimizer, AdamW(1.0 / 1024, weightDecay: 1.0 / 64, DecayMask = "decay")]
internal sealed partial class DecayOfSome;

[Sam<FloatMomentum>(rho: 0.1)]
internal sealed partial class PhasedSam;

[Sam<FloatMomentum>(rho: 0.1, mode: SamMode.Opaque)]
internal sealed partial class WholeSam;

[Optimizer, Normalize, Sgd(0.05)]
internal sealed partial class Climb;

[Sam<FloatAdam, Climb>(syncPeriod: 3)]
internal sealed partial class PhasedTwoClimbs;

[Sam<FloatAdam, Climb>(syncPeriod: 3, mode: SamMode.Opaque)]
internal sealed partial class WholeTwoClimbs;

[Optimizer<double>, Lbfgs]
internal sealed partial class QuasiNewton;

[Optimizer, PolyakSgd]
internal sealed partial class Polyak;

[Optimizer(ConsumesGradients = true), ClipByGlobalNorm(0.5), Sgd(0.1)]
internal sealed partial class Consuming;

[Optimizer(ConsumesGradients = true), ClipByGlobalNorm(0.5), PolyakSgd(maxLearningRate: 0.1)]
internal sealed partial class ConsumingPolyak;

[Sam<Polyak>(rho: 0.1)]
internal sealed partial class PhasedPolyak;

[Optimizer, Lbfgs]
internal sealed partial class FloatQuasiNewton;

[Optimizer, Sophia(0.01)]
internal sealed partial class Curved;
