using SamFast.Benchmarks.Peers;

namespace SamFast.Benchmarks.Gradients;

/// <summary>A C function that computes a value and a gradient.</summary>
internal sealed unsafe class NativeGradient<T> where T : unmanaged
{
    private readonly delegate* unmanaged[SuppressGCTransition]<T*, T*, void*, void*, long, T> _function;

    private NativeGradient(nint address) =>
        _function = (delegate* unmanaged[SuppressGCTransition]<T*, T*, void*, void*, long, T>)address;

    /// <summary>The function; null without the compiler.</summary>
    public static NativeGradient<T>? Find(string name) =>
        NativeLibraries.Find<T>(Compiler.Gradients, name) is var address and not 0 ? new(address) : null;

    public T Evaluate<X, Y>(T[] point, T[] gradient, X[] x, Y[] y, int count)
        where X : unmanaged where Y : unmanaged
    {
        fixed (T* p = point, g = gradient)
        fixed (X* first = x)
        fixed (Y* second = y)
            return _function(p, g, first, second, count);
    }
}
