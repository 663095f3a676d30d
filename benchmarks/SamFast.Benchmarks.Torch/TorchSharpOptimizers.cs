using SamFast.Benchmarks.Steps;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast.Benchmarks.Torch;

/// <summary>TorchSharp's optimizers, with the hyperparameters of all competitors.</summary>
internal static class TorchSharpOptimizers
{
    public static torch.optim.Optimizer AdamW(Parameter[] parameters) => torch.optim.AdamW(
        parameters, FusedAdamW.Rate, FusedAdamW.Beta1, FusedAdamW.Beta2, FusedAdamW.Epsilon, FusedAdamW.Decay);

    public static torch.optim.Optimizer Momentum(Parameter[] parameters) =>
        torch.optim.SGD(parameters, 1e-3, momentum: 0.9);

    public static torch.optim.Optimizer Sgd(Parameter[] parameters) => torch.optim.SGD(parameters, 1e-3);
}
