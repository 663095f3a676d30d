using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace SamFast;

/// <summary>Which tensors can be read and written as they lie in memory.</summary>
internal static class RawTensor
{
    /// <summary>True if it has this type and length, and is on the CPU, in row-major order without gaps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsUsable<T>(nint tensor, int length) where T : unmanaged =>
        LibTorchSharp.Type(tensor) == (sbyte)TypeOf<T>()
        && LibTorchSharp.Device(tensor) == (int)DeviceType.CPU
        && !LibTorchSharp.IsSparse(tensor)
        && LibTorchSharp.IsContiguous(tensor)
        && LibTorchSharp.IsNegated(tensor) == 0
        && LibTorchSharp.Length(tensor) == length;

    /// <summary>Returns the reason why a tensor is not usable, irrespective of its length; null if it is usable.</summary>
    public static TensorProblem? Problem<T>(nint tensor) where T : unmanaged
    {
        if (LibTorchSharp.Device(tensor) is var device and not (int)DeviceType.CPU)
        {
            return new(
                $"is on the device {(DeviceType)device}, not on the CPU",
                "Move the module there before binding: model.cpu().",
                "Move it there: parameter.grad = parameter.grad.cpu().");
        }

        if ((torch.ScalarType)LibTorchSharp.Type(tensor) is var type && type != TypeOf<T>())
        {
            return new(
                $"is of type {type}, not {TypeOf<T>()}",
                $"Convert the module before binding, with model.to(…), or bind it as {NameOf(type)}.",
                "Convert it: parameter.grad = parameter.grad.to(parameter.dtype).");
        }

        if (LibTorchSharp.IsSparse(tensor))
        {
            return new(
                "is sparse", "Make it dense before binding.",
                "Make the layer without sparse: true, or the gradient dense.");
        }

        if (!LibTorchSharp.IsContiguous(tensor) || LibTorchSharp.IsNegated(tensor) != 0)
        {
            // Some kinds of tensors do not support the query; the error is irrelevant here.
            _ = LibTorchSharp.TakeError();
            return new(
                "is not contiguous in memory",
                "Put a copy in its place before binding: new Parameter(weight.contiguous()).",
                "Put a copy in its place: parameter.grad = parameter.grad.contiguous().");
        }

        return null;
    }

    /// <summary>Torch's name of a type.</summary>
    /// <exception cref="NotSupportedException">Optimizers have no other than two.</exception>
    private static torch.ScalarType TypeOf<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? torch.ScalarType.Float32
        : typeof(T) == typeof(double) ? torch.ScalarType.Float64
        : throw new NotSupportedException($"Parameters are bound as float or double, not as {typeof(T).Name}.");

    private static string NameOf(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float32 => "float",
        torch.ScalarType.Float64 => "double",
        _ => "float or double",
    };
}

/// <summary>A problem of a tensor, and its remedy.</summary>
/// <param name="What">A predicate.</param>
/// <param name="BeforeBinding">The remedy, if it is a parameter.</param>
/// <param name="OfGradient">The remedy, if it is a gradient.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TensorProblem(string What, string BeforeBinding, string OfGradient);
