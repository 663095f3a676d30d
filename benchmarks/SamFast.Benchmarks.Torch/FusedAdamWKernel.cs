using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Steps;
using TorchSharp;

namespace SamFast.Benchmarks.Torch;

/// <summary>libtorch's fused AdamW kernel, called by its C++ name because TorchSharp does not bind it.</summary>
internal sealed unsafe class FusedAdamWKernel
{
    private const string Symbol =
        "_ZN2at3cpu13_fused_adamw_EN3c108ArrayRefINS_6TensorEEES4_S4_S4_S4_S4_dddddbbRKSt8optionalIS3_ES8_";

    private static readonly nint _kernel =
        NativeLibrary.GetExport(NativeLibrary.Load(Libtorch.PathOf("libtorch_cpu.so")), Symbol);

    // Keeps the tensors alive while native code has pointers into them.
    private readonly torch.Tensor[][] _lists;
    private readonly nint[] _tensors;
    private readonly float*[] _counts;

    private FusedAdamWKernel(TensorView view)
    {
        torch.Tensor[] counts = [.. view.Parameters.Select(_ => torch.zeros(1, torch.float32))];
        _lists = [view.Parameters, view.Gradients, view.Zeros(), view.Zeros(), counts];

        // An at::Tensor is one pointer, and a handle points to an at::Tensor.
        _tensors = GC.AllocateArray<nint>(_lists.Length * counts.Length, pinned: true);
        int filled = 0;
        foreach (var tensor in _lists.SelectMany(list => list))
            _tensors[filled++] = *(nint*)tensor.Handle;
        _counts = new float*[counts.Length];
        for (int i = 0; i < counts.Length; i++)
            _counts[i] = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(counts[i].bytes));
    }

    public static IRepetition Of(Problem<float> problem)
    {
        var view = new TensorView(problem);
        return view.Steps(new FusedAdamWKernel(view).Step);
    }

    private void Step()
    {
        var kernel = (delegate* unmanaged<
            List, List, List, List, List, List, double, double, double, double, double, byte, byte,
            Optional*, Optional*, void>)_kernel;
        // The kernel reads the step count from tensors of the caller.
        foreach (float* count in _counts)
            (*count)++;
        Optional none = default;
        var first = (nint*)Unsafe.AsPointer(ref _tensors[0]);
        int length = _counts.Length;
        kernel(
            new(first, length), new(first + length, length), new(first + (2 * length), length),
            new(first + (3 * length), length), default, new(first + (4 * length), length),
            FusedAdamW.Rate, FusedAdamW.Beta1, FusedAdamW.Beta2, FusedAdamW.Decay, FusedAdamW.Epsilon,
            0, 0, &none, &none);
        GC.KeepAlive(_lists);
    }

    /// <summary><c>c10::ArrayRef&lt;at::Tensor&gt;</c>.</summary>
    private readonly record struct List(nint Start, nint Length)
    {
        public List(nint* start, nint length) : this((nint)start, length)
        {
        }
    }

    /// <summary><c>std::optional&lt;at::Tensor&gt;</c>; all zeros mean no value.</summary>
    private readonly record struct Optional(nint Tensor, nint HasValue);
}
