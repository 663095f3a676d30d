using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SamFast.Benchmarks.Memory;
using SamFast.Benchmarks.Steps;
using TorchSharp;

namespace SamFast.Benchmarks.Torch;

/// <summary>libtorch's fused AdamW kernel, which TorchSharp does not offer: called by its C++ name.</summary>
internal sealed unsafe class FusedAdamWKernel
{
    private const string Symbol =
        "_ZN2at3cpu13_fused_adamw_EN3c108ArrayRefINS_6TensorEEES4_S4_S4_S4_S4_dddddbbRKSt8optionalIS3_ES8_";

    private static readonly nint _kernel =
        NativeLibrary.GetExport(NativeLibrary.Load(Libtorch.PathOf("libtorch_cpu.so")), Symbol);

    private readonly TensorView _view;
    private readonly torch.Tensor _mu;
    private readonly torch.Tensor _nu;
    private readonly torch.Tensor _count = torch.zeros(1, torch.float32);
    private readonly nint[] _tensors;
    private readonly Action _step;

    public FusedAdamWKernel(Room<float> room)
    {
        _view = new TensorView(room);
        _mu = torch.zeros(room.Size, torch.float32);
        _nu = torch.zeros(room.Size, torch.float32);

        // An at::Tensor is one pointer, and a handle points to an at::Tensor.
        _tensors = GC.AllocateArray<nint>(5, pinned: true);
        torch.Tensor[] tensors = [_view.Parameters, _view.Gradients, _mu, _nu, _count];
        for (int i = 0; i < tensors.Length; i++)
            _tensors[i] = *(nint*)tensors[i].Handle;
        _step = StepOnce;
    }

    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) =>
        _view.Step(parameters, gradients, _step);

    private void StepOnce()
    {
        var kernel = (delegate* unmanaged<
            List, List, List, List, List, List, double, double, double, double, double, byte, byte,
            Optional*, Optional*, void>)_kernel;
        // The kernel reads the count of steps from a tensor, which its caller keeps.
        MemoryMarshal.Cast<byte, float>(_count.bytes)[0]++;
        Optional none = default;
        var first = (nint*)Unsafe.AsPointer(ref _tensors[0]);
        kernel(
            new(first, 1), new(first + 1, 1), new(first + 2, 1), new(first + 3, 1), default, new(first + 4, 1),
            FusedAdamW.LearningRate, FusedAdamW.B1, FusedAdamW.B2, FusedAdamW.WeightDecay, FusedAdamW.Epsilon,
            0, 0, &none, &none);
        GC.KeepAlive(this);
    }

    /// <summary><c>c10::ArrayRef&lt;at::Tensor&gt;</c>.</summary>
    private readonly record struct List(nint Start, nint Length)
    {
        public List(nint* start, nint length) : this((nint)start, length)
        {
        }
    }

    /// <summary><c>std::optional&lt;at::Tensor&gt;</c>; zeros are none.</summary>
    private readonly record struct Optional(nint Tensor, nint HasValue);
}
