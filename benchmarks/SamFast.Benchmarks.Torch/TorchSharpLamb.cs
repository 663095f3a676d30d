using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Steps;
using TorchSharp;

namespace SamFast.Benchmarks.Torch;

/// <summary>LAMB written with tensors, because TorchSharp has no optimizer for it.</summary>
internal sealed class TorchSharpLamb
{
    private readonly TensorView _view;
    private readonly torch.Tensor[] _mu;
    private readonly torch.Tensor[] _nu;
    private long _count;

    private TorchSharpLamb(TensorView view)
    {
        _view = view;
        _mu = view.Zeros();
        _nu = view.Zeros();
    }

    public static IRepetition Of(Problem<float> problem)
    {
        var view = new TensorView(problem);
        return view.Steps(new TorchSharpLamb(view).Step);
    }

    private void Step()
    {
        using var scope = torch.NewDisposeScope();
        using var _ = torch.no_grad();
        _count++;
        double correction1 = 1 - Math.Pow(FusedAdamW.Beta1, _count);
        double correction2 = 1 - Math.Pow(FusedAdamW.Beta2, _count);
        for (int i = 0; i < _mu.Length; i++)
            Step(_view.Parameters[i], _view.Gradients[i], _mu[i], _nu[i], correction1, correction2);
    }

    private static void Step(
        torch.Tensor parameters, torch.Tensor gradient, torch.Tensor mu, torch.Tensor nu, double correction1,
        double correction2)
    {
        mu.mul_(FusedAdamW.Beta1).add_(gradient, alpha: 1 - FusedAdamW.Beta1);
        nu.mul_(FusedAdamW.Beta2).addcmul_(gradient, gradient, value: 1 - FusedAdamW.Beta2);
        var denominator = (nu / correction2).sqrt_().add_(FusedLamb.Epsilon);
        var update = (mu / correction1).div_(denominator).add_(parameters, alpha: FusedAdamW.Decay);
        double parameterNorm = parameters.norm().ToDouble(), updateNorm = update.norm().ToDouble();
        double ratio = parameterNorm == 0 || updateNorm == 0 ? 1 : parameterNorm / updateNorm;
        parameters.add_(update, alpha: -FusedAdamW.Rate * ratio);
    }
}
