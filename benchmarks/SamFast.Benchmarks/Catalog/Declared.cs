namespace SamFast.Benchmarks.Catalog;

[Optimizer, Acprop(1e-3)]
internal sealed partial class OfAcprop;

[Optimizer, Adabelief(1e-3)]
internal sealed partial class OfAdabelief;

[Optimizer, Adadelta(1e-3)]
internal sealed partial class OfAdadelta;

[Optimizer, Adafactor(1e-3)]
internal sealed partial class OfAdafactor;

[Optimizer, Adagrad(1e-3)]
internal sealed partial class OfAdagrad;

[Optimizer, Adam(1e-3)]
internal sealed partial class OfAdam;

[Optimizer, Adamax(1e-3)]
internal sealed partial class OfAdamax;

[Optimizer, AdamaxW(1e-3)]
internal sealed partial class OfAdamaxW;

[Optimizer, AdamW(1e-3)]
internal sealed partial class OfAdamW;

[Optimizer, Adan(1e-3)]
internal sealed partial class OfAdan;

[Optimizer, Ademamix(1e-3)]
internal sealed partial class OfAdemamix;

[Optimizer, Adopt(1e-3)]
internal sealed partial class OfAdopt;

[Optimizer, Amsgrad(1e-3)]
internal sealed partial class OfAmsgrad;

[Optimizer, CenteredRmsprop(1e-3)]
internal sealed partial class OfCenteredRmsprop;

[Optimizer, Cocob]
internal sealed partial class OfCocob;

[Optimizer, Dog(1)]
internal sealed partial class OfDog;

[Optimizer, Dowg]
internal sealed partial class OfDowg;

[Optimizer, Fromage(1e-3)]
internal sealed partial class OfFromage;

[Optimizer, Lamb(1e-3)]
internal sealed partial class OfLamb;

[Optimizer, Lars(1e-3)]
internal sealed partial class OfLars;

[Optimizer, Lion(1e-3)]
internal sealed partial class OfLion;

[Optimizer, Madgrad(1e-3)]
internal sealed partial class OfMadgrad;

[Optimizer, Muon(1e-3)]
internal sealed partial class OfMuon;

[Optimizer, Nadam(1e-3)]
internal sealed partial class OfNadam;

[Optimizer, NadamW(1e-3)]
internal sealed partial class OfNadamW;

[Optimizer, NoisySgd(1e-3)]
internal sealed partial class OfNoisySgd;

[Optimizer, Novograd(1e-3)]
internal sealed partial class OfNovograd;

[Optimizer, OptimisticAdam(1e-3, optimism: 1e-3)]
internal sealed partial class OfOptimisticAdam;

[Optimizer, OptimisticAdamV2(1e-3)]
internal sealed partial class OfOptimisticAdamV2;

[Optimizer, OptimisticGradientDescent(1e-3)]
internal sealed partial class OfOptimisticGradientDescent;

[Optimizer, Radam(1e-3)]
internal sealed partial class OfRadam;

[Optimizer, Rmsprop(1e-3)]
internal sealed partial class OfRmsprop;

[Optimizer, Rprop(1e-3)]
internal sealed partial class OfRprop;

[Optimizer, ScheduleFreeAdamW(1e-3)]
internal sealed partial class OfScheduleFreeAdamW;

[Optimizer, ScheduleFreeSgd(1e-3)]
internal sealed partial class OfScheduleFreeSgd;

[Optimizer, Sgd(1e-3)]
internal sealed partial class OfSgd;

[Optimizer, SignSgd(1e-3)]
internal sealed partial class OfSignSgd;

[Optimizer, Signum(1e-3)]
internal sealed partial class OfSignum;

[Optimizer, SimplifiedAdemamix(1e-3)]
internal sealed partial class OfSimplifiedAdemamix;

[Optimizer, Sm3(1e-3)]
internal sealed partial class OfSm3;

[Optimizer, Yogi(1e-3)]
internal sealed partial class OfYogi;

[Optimizer, TorchAdadelta(1e-3)]
internal sealed partial class OfTorchAdadelta;

[Optimizer, TorchAdagrad(1e-3)]
internal sealed partial class OfTorchAdagrad;

[Optimizer, TorchAdam(1e-3)]
internal sealed partial class OfTorchAdam;

[Optimizer, TorchAdamW(1e-3)]
internal sealed partial class OfTorchAdamW;

[Optimizer, TorchAdamax(1e-3)]
internal sealed partial class OfTorchAdamax;

[Optimizer, TorchCenteredRmsprop(1e-3)]
internal sealed partial class OfTorchCenteredRmsprop;

[Optimizer, TorchNAdam(1e-3)]
internal sealed partial class OfTorchNAdam;

[Optimizer, TorchRAdam(1e-3)]
internal sealed partial class OfTorchRAdam;

[Optimizer, TorchRmsprop(1e-3)]
internal sealed partial class OfTorchRmsprop;

[Optimizer, TorchSgd(1e-3)]
internal sealed partial class OfTorchSgd;
