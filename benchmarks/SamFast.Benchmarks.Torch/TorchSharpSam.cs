using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Steps;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast.Benchmarks.Torch;

/// <summary>A period of SAM around an optimizer, written with tensors: perturb in place, restore, step.</summary>
internal sealed class TorchSharpSam
{
    private readonly TensorView _view;
    private readonly torch.optim.Optimizer _optimizer;

    private TorchSharpSam(TensorView view, Func<Parameter[], torch.optim.Optimizer> create)
    {
        _view = view;
        _optimizer = view.Optimize(create);
    }

    public static IRepetition Of(Problem<float> problem, Func<Parameter[], torch.optim.Optimizer> create)
    {
        var view = new TensorView(problem);
        return view.Steps(new TorchSharpSam(view, create).Step);
    }

    private void Step()
    {
        using var scope = torch.NewDisposeScope();
        using var _ = torch.no_grad();
        var (parameters, gradient) = (_view.Parameters[0], _view.Gradients[0]);
        _view.Evaluate();
        var saved = parameters.clone();
        parameters.add_(gradient / gradient.norm(), alpha: Perturbation.Rho);
        _view.Evaluate();
        parameters.copy_(saved);
        _optimizer.step();
    }
}
