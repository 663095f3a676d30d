using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Runtime;

/// <summary>Loads and stores of fewer elements than a register has, at the ends of spans.</summary>
internal static class Pieces
{
    /// <summary>Loads the <paramref name="count"/> elements at <paramref name="source"/>, more than none and fewer than 64 bytes,
    /// into the first lanes; the others are 0.</summary>
    /// <remarks>Assembled in registers from power-of-two pieces: a masked load, or one through the stack, would wait for
    /// the store that wrote the same bytes a moment ago.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Load<T>(ref T source, int count)
    {
        if (count < Vector256<T>.Count)
            return LoadHalf(ref source, count).ToVector512();
        var lower = Vector256.LoadUnsafe(ref source);
        return count == Vector256<T>.Count
            ? lower.ToVector512()
            : lower.ToVector512Unsafe().WithUpper(
                LoadHalf(ref Unsafe.Add(ref source, Vector256<T>.Count), count - Vector256<T>.Count));
    }

    /// <summary>Loads fewer than 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<T> LoadHalf<T>(ref T source, int count)
    {
        ref float words = ref Unsafe.As<T, float>(ref source);
        int length = count * (Unsafe.SizeOf<T>() / sizeof(float));
        if (length < 4)
            return LoadWords(ref words, length).ToVector256().As<float, T>();
        var lower = Vector128.LoadUnsafe(ref words);
        return (length == 4
            ? lower.ToVector256()
            : lower.ToVector256Unsafe().WithUpper(LoadWords(ref Unsafe.Add(ref words, 4), length - 4))).As<float, T>();
    }

    /// <summary>Loads 4, 8 or 12 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> LoadWords(ref float words, int length)
    {
        if (length == 1)
            return Vector128.CreateScalar(words);
        var pair = Vector128.CreateScalar(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref words))).AsSingle();
        return length == 2 ? pair : pair.WithElement(2, Unsafe.Add(ref words, 2));
    }

    /// <summary>Stores the first <paramref name="count"/> lanes, fewer than 64 bytes, in the same pieces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<T>(Vector512<T> value, ref T destination, int count)
    {
        var half = value.GetLower();
        if (count >= Vector256<T>.Count)
        {
            half.StoreUnsafe(ref destination);
            half = value.GetUpper();
            destination = ref Unsafe.Add(ref destination, Vector256<T>.Count);
            count -= Vector256<T>.Count;
        }

        StoreHalf(half, ref destination, count);
    }

    /// <summary>Stores fewer than 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreHalf<T>(Vector256<T> value, ref T destination, int count)
    {
        ref float words = ref Unsafe.As<T, float>(ref destination);
        int length = count * (Unsafe.SizeOf<T>() / sizeof(float));
        var half = value.As<T, float>();
        var quarter = half.GetLower();
        if (length >= 4)
        {
            quarter.StoreUnsafe(ref words);
            quarter = half.GetUpper();
            words = ref Unsafe.Add(ref words, 4);
            length -= 4;
        }

        StoreWords(quarter, ref words, length);
    }

    /// <summary>Stores 4, 8 or 12 bytes, or none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWords(Vector128<float> quarter, ref float words, int length)
    {
        if (length >= 2)
        {
            Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref words), quarter.AsDouble().ToScalar());
            if (length == 3)
                Unsafe.Add(ref words, 2) = quarter.GetElement(2);
        }
        else if (length == 1)
        {
            words = quarter.ToScalar();
        }
    }

    /// <summary>Loads fewer than 16 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<T> LoadQuarter<T>(ref T source, int count) =>
        LoadWords(ref Unsafe.As<T, float>(ref source), count * (Unsafe.SizeOf<T>() / sizeof(float))).As<float, T>();

    /// <summary>Stores fewer than 16 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void StoreQuarter<T>(Vector128<T> value, ref T destination, int count) =>
        StoreWords(value.As<T, float>(), ref Unsafe.As<T, float>(ref destination), count * (Unsafe.SizeOf<T>() / sizeof(float)));

    /// <summary>True if the processor has fast masked loads and stores.</summary>
    internal static bool HasMasks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    /// <summary>Loads the <paramref name="count"/> elements at <paramref name="source"/>, which is pinned, into the first
    /// lanes; the others are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe Vector512<T> LoadMasked<T>(ref T source, int count) => Unsafe.SizeOf<T>() == sizeof(float)
        ? Avx512F.MaskLoad((float*)Unsafe.AsPointer(ref source), FirstOfFloats(count), Vector512<float>.Zero).As<float, T>()
        : Avx512F.MaskLoad((double*)Unsafe.AsPointer(ref source), FirstOfDoubles(count), Vector512<double>.Zero).As<double, T>();

    /// <summary>Stores the first <paramref name="count"/> lanes where the memory is pinned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void StoreMasked<T>(Vector512<T> value, ref T destination, int count)
    {
        if (Unsafe.SizeOf<T>() == sizeof(float))
            Avx512F.MaskStore((float*)Unsafe.AsPointer(ref destination), FirstOfFloats(count), value.As<T, float>());
        else
            Avx512F.MaskStore((double*)Unsafe.AsPointer(ref destination), FirstOfDoubles(count), value.As<T, double>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FirstOfFloats(int count) =>
        Vector512.GreaterThan(Vector512.Create(count), Vector512<int>.Indices).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> FirstOfDoubles(int count) =>
        Vector512.GreaterThan(Vector512.Create((long)count), Vector512<long>.Indices).AsDouble();
}
