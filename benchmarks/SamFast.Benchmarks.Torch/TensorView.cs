using System.Runtime.InteropServices;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast.Benchmarks.Torch;

/// <summary>A competitor's parameters and gradients as libtorch's tensors. They are copied from and to the vectors of the other
/// competitors only to compare results.</summary>
internal sealed class TensorView
{
    private readonly Problem<float> _problem;

    public TensorView(Problem<float> problem)
    {
        _problem = problem;
        Parameters = [.. problem.Parameters.Select(row => new Parameter(CopyOf(row), requires_grad: false))];
        Gradients = [.. problem.Gradients.Select(CopyOf)];
    }

    public Parameter[] Parameters { get; }

    public torch.Tensor[] Gradients { get; }

    /// <summary>Vectors of the same lengths for an optimizer's state, all zeros.</summary>
    public torch.Tensor[] Zeros() => [.. Parameters.Select(parameter => torch.zeros_like(parameter))];

    /// <summary>An optimizer over the tensors.</summary>
    public torch.optim.Optimizer Optimize(Func<Parameter[], torch.optim.Optimizer> create)
    {
        for (int i = 0; i < Parameters.Length; i++)
            Parameters[i].grad = Gradients[i];
        return create(Parameters);
    }

    /// <summary>Writes the gradient of ½‖p‖² to compare results, and otherwise nothing, like <c>Slope</c>.</summary>
    public void Evaluate()
    {
        if (!_problem.IsRehearsal)
            return;
        for (int i = 0; i < Parameters.Length; i++)
            Gradients[i].copy_(Parameters[i]);
    }

    /// <summary>Steps on the tensors.</summary>
    public IRepetition Steps(Action step) => new AllTensors(_problem.IsRehearsal ? () => StepAndCopy(step) : step);

    private void StepAndCopy(Action step)
    {
        step();
        for (int i = 0; i < Parameters.Length; i++)
            SpanOf(Parameters[i]).CopyTo(_problem.Parameters[i].Span);
    }

    private static torch.Tensor CopyOf(Row<float> row)
    {
        var tensor = torch.zeros(row.Span.Length, torch.float32);
        row.Span.CopyTo(SpanOf(tensor));
        return tensor;
    }

    private static Span<float> SpanOf(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
