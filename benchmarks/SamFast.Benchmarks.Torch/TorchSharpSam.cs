using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Steps;
using TorchSharp;

namespace SamFast.Benchmarks.Torch;

/// <summary>A period of SAM around AdamW, as one writes it with tensors: climb in place, come back, step.</summary>
internal sealed class TorchSharpSam
{
    private readonly Room<float> _room;
    private readonly TensorView _view;
    private readonly torch.optim.Optimizer _optimizer;
    private readonly Action _step;

    public TorchSharpSam(Room<float> room)
    {
        _room = room;
        _view = new TensorView(room);
        _optimizer = _view.Optimize(TorchSharpStep.AdamW);
        _step = StepOnce;
    }

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) =>
        _view.Step(parameters, gradients, _step);

    private void StepOnce()
    {
        using var scope = torch.NewDisposeScope();
        using var _ = torch.no_grad();
        Evaluate();
        var saved = _view.Parameters.clone();
        _view.Parameters.add_(_view.Gradients / _view.Gradients.norm(), alpha: Perturbation.Rho);
        Evaluate();
        _view.Parameters.copy_(saved);
        _optimizer.step();
    }

    // The gradient of ½‖p‖², or whatever is there: as Slope does.
    private void Evaluate()
    {
        if (_room.IsRehearsal)
            _view.Gradients.copy_(_view.Parameters);
    }
}
