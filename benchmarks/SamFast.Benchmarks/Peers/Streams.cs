using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Benchmarks.Peers;

/// <summary>The memory roofline: sweeps with the same traffic as an optimizer and almost no arithmetic, over whole SIMD vectors only.
/// Values remain bounded and the second state positive, so that subnormals never slow the sweeps.</summary>
internal static class Streams<T> where T : unmanaged
{
    private static nuint Width => (nuint)Vector512<T>.Count;

    /// <summary>Reads g.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Read(ReadOnlySpan<T> gradients)
    {
        ref var g = ref Unsafe.AsRef(in gradients[0]);
        Vector512<T> a = default, b = default, c = default, d = default;
        for (nuint i = 0; i + 4 * Width <= (nuint)gradients.Length; i += 4 * Width)
        {
            a += Vector512.LoadUnsafe(ref g, i);
            b += Vector512.LoadUnsafe(ref g, i + Width);
            c += Vector512.LoadUnsafe(ref g, i + 2 * Width);
            d += Vector512.LoadUnsafe(ref g, i + 3 * Width);
        }

        return Vector512.Sum(a + b + (c + d));
    }

    /// <summary>Reads g, p; writes another vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move(Span<T> destination, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients)
    {
        ref var to = ref destination[0];
        ref var from = ref Unsafe.AsRef(in source[0]);
        ref var g = ref Unsafe.AsRef(in gradients[0]);
        var half = Half;
        for (nuint i = 0; i + Width <= (nuint)destination.Length; i += Width)
            ((Vector512.LoadUnsafe(ref from, i) + Vector512.LoadUnsafe(ref g, i)) * half).StoreUnsafe(ref to, i);
    }

    /// <summary>Reads g, p; writes p and a copy of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Keep(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> copy)
    {
        ref var p = ref parameters[0];
        ref var g = ref Unsafe.AsRef(in gradients[0]);
        ref var q = ref copy[0];
        var half = Half;
        for (nuint i = 0; i + Width <= (nuint)parameters.Length; i += Width)
        {
            var parameter = Vector512.LoadUnsafe(ref p, i);
            parameter.StoreUnsafe(ref q, i);
            ((parameter + Vector512.LoadUnsafe(ref g, i)) * half).StoreUnsafe(ref p, i);
        }
    }

    /// <summary>Reads g, p, s; writes s, p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move(Span<T> destination, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, Span<T> state)
    {
        ref var to = ref destination[0];
        ref var from = ref Unsafe.AsRef(in source[0]);
        ref var g = ref Unsafe.AsRef(in gradients[0]);
        ref var s = ref state[0];
        var half = Half;
        for (nuint i = 0; i + Width <= (nuint)destination.Length; i += Width)
        {
            var next = (Vector512.LoadUnsafe(ref s, i) + Vector512.LoadUnsafe(ref g, i)) * half;
            next.StoreUnsafe(ref s, i);
            ((Vector512.LoadUnsafe(ref from, i) + next) * half).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>Reads g, p, s, t; writes s, t, p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move(
        Span<T> destination, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients, Span<T> state, Span<T> squares)
    {
        ref var to = ref destination[0];
        ref var from = ref Unsafe.AsRef(in source[0]);
        ref var g = ref Unsafe.AsRef(in gradients[0]);
        ref var s = ref state[0];
        ref var t = ref squares[0];
        var half = Half;
        for (nuint i = 0; i + Width <= (nuint)destination.Length; i += Width)
        {
            var gradient = Vector512.LoadUnsafe(ref g, i);
            var next = (Vector512.LoadUnsafe(ref s, i) + gradient) * half;
            next.StoreUnsafe(ref s, i);
            ((Vector512.LoadUnsafe(ref t, i) + (gradient * gradient)) * half).StoreUnsafe(ref t, i);
            ((Vector512.LoadUnsafe(ref from, i) + next) * half).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>Reads g, p, and s and t of half the size; writes s, t, p. Whole pairs of SIMD vectors only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MoveHalves(Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> state, Span<T> squares)
    {
        ref var p = ref parameters[0];
        ref var g = ref Unsafe.AsRef(in gradients[0]);
        ref var s = ref state[0];
        ref var t = ref squares[0];
        var half = Half;
        for (nuint i = 0; i + 2 * Width <= (nuint)parameters.Length; i += 2 * Width)
        {
            var one = Vector512.LoadUnsafe(ref g, i);
            var other = Vector512.LoadUnsafe(ref g, i + Width);
            var next = (Vector512.LoadUnsafe(ref s, i / 2) + one) * half;
            next.StoreUnsafe(ref s, i / 2);
            ((Vector512.LoadUnsafe(ref t, i / 2) + (other * other)) * half).StoreUnsafe(ref t, i / 2);
            ((Vector512.LoadUnsafe(ref p, i) + next) * half).StoreUnsafe(ref p, i);
            ((Vector512.LoadUnsafe(ref p, i + Width) + next) * half).StoreUnsafe(ref p, i + Width);
        }
    }

    private static Vector512<T> Half => typeof(T) == typeof(double)
        ? Vector512.Create(0.5).As<double, T>()
        : Vector512.Create(0.5f).As<float, T>();
}
