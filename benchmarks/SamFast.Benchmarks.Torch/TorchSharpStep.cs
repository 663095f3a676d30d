using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Steps;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast.Benchmarks.Torch;

/// <summary>A step of one of TorchSharp's optimizers.</summary>
internal sealed class TorchSharpStep
{
    private readonly TensorView _view;
    private readonly torch.optim.Optimizer _optimizer;
    private readonly Action _step;

    public TorchSharpStep(Room<float> room, Func<Parameter[], torch.optim.Optimizer> create)
    {
        _view = new TensorView(room);
        _optimizer = _view.Optimize(create);
        _step = StepOnce;
    }

    public static torch.optim.Optimizer AdamW(Parameter[] parameters) => torch.optim.AdamW(
        parameters, FusedAdamW.LearningRate, FusedAdamW.B1, FusedAdamW.B2, FusedAdamW.Epsilon, FusedAdamW.WeightDecay);

    public static torch.optim.Optimizer Momentum(Parameter[] parameters) =>
        torch.optim.SGD(parameters, 1e-3, momentum: 0.9);

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) =>
        _view.Step(parameters, gradients, _step);

    private void StepOnce() => _optimizer.step();
}
