using SamFast.Benchmarks.Engine;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast.Benchmarks.Torch;

/// <summary>A step of one of TorchSharp's optimizers.</summary>
internal static class TorchSharpStep
{
    public static IRepetition Of(Problem<float> problem, Func<Parameter[], torch.optim.Optimizer> create)
    {
        var view = new TensorView(problem);
        var optimizer = view.Optimize(create);
        return view.Steps(() => optimizer.step());
    }
}
