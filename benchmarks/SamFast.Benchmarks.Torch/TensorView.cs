using System.Runtime.InteropServices;
using SamFast.Benchmarks.Memory;
using TorchSharp;
using TorchSharp.Modules;

namespace SamFast.Benchmarks.Torch;

/// <summary>A competitor's parameters and gradient as libtorch's own tensors. Only to compare results are they copied
/// from and to the vectors that everybody else works on.</summary>
internal sealed class TensorView(Room<float> room)
{
    private bool _isFilled;

    public Parameter Parameters { get; } = new(torch.zeros(room.Size, torch.float32), requires_grad: false);

    public torch.Tensor Gradients { get; } = torch.zeros(room.Size, torch.float32);

    /// <summary>An optimizer over the tensors.</summary>
    public torch.optim.Optimizer Optimize(Func<Parameter[], torch.optim.Optimizer> create)
    {
        Parameters.grad = Gradients;
        return create([Parameters]);
    }

    /// <summary>Takes a step on the tensors.</summary>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients, Action step)
    {
        if (!_isFilled || room.IsRehearsal)
        {
            parameters.CopyTo(SpanOf(Parameters));
            gradients.CopyTo(SpanOf(Gradients));
            _isFilled = true;
        }

        step();
        if (room.IsRehearsal)
            SpanOf(Parameters).CopyTo(parameters);
    }

    private static Span<float> SpanOf(torch.Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
