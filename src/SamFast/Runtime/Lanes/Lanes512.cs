using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Runtime;

/// <summary>Lanes in a register of 64 bytes: AVX-512.</summary>
/// <typeparam name="T">The type of an element: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="vector">The register.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Lanes512<T>(Vector512<T> vector) : ILanes<Lanes512<T>, T>
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>The register.</summary>
    internal readonly Vector512<T> Vector = vector;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inlined)]
        get => Vector512<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(Inlined)]
        get => typeof(T) == typeof(double);
    }

    /// <inheritdoc/>
    public static Lanes512<T> Zero
    {
        [MethodImpl(Inlined)]
        get => new(Vector512<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes512<T> One
    {
        [MethodImpl(Inlined)]
        get => Create(1);
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Create(double value) => typeof(T) == typeof(float)
        ? new(Vector512.Create((float)value).As<float, T>())
        : new(Vector512.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator +(Lanes512<T> a, Lanes512<T> b) => new(a.Vector + b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator -(Lanes512<T> a, Lanes512<T> b) => new(a.Vector - b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator *(Lanes512<T> a, Lanes512<T> b) => new(a.Vector * b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator /(Lanes512<T> a, Lanes512<T> b) => new(a.Vector / b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator -(Lanes512<T> a) => new(-a.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator &(Lanes512<T> a, Lanes512<T> b) => new(a.Vector & b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator |(Lanes512<T> a, Lanes512<T> b) => new(a.Vector | b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator ^(Lanes512<T> a, Lanes512<T> b) => new(a.Vector ^ b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> operator ~(Lanes512<T> a) => new(~a.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.MultiplyAddEstimate(a.Vector.As<T, float>(), b.Vector.As<T, float>(), c.Vector.As<T, float>()).As<float, T>())
        : new(Vector512.MultiplyAddEstimate(a.Vector.As<T, double>(), b.Vector.As<T, double>(), c.Vector.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Divide(Lanes512<T> a, Lanes512<T> b, Precision precision) =>
        precision == Precision.Fast && typeof(T) == typeof(float) && Avx512F.IsSupported
            ? new(a.Vector * Reciprocal(b.Vector.As<T, float>()).As<float, T>())
            : a / b;

    [MethodImpl(Inlined)]
    private static Vector512<float> Reciprocal(Vector512<float> b)
    {
        var guess = Avx512F.Reciprocal14(b);
        var correction = Avx512F.FusedMultiplyAddNegated(b, guess, Vector512.Create(2.0f));

        // Next to 1, unless the guess is 0, infinite or NaN and to be kept: NaN and −∞ lose the bits that make them more
        // than a positive number.
        return guess * (correction.AsUInt32() & Vector512.Create(0x3FFF_FFFFu)).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Sqrt(Lanes512<T> a) => new(Vector512.Sqrt(a.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Abs(Lanes512<T> a) => new(Vector512.Abs(a.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Sin(Lanes512<T> a) => Elementary.Sin(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Cos(Lanes512<T> a) => Elementary.Cos(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Sigmoid(Lanes512<T> a) => Elementary.Sigmoid(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Softplus(Lanes512<T> a) => Elementary.Softplus(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> ExpM1(Lanes512<T> a) => Elementary.ExpM1(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> LogP1(Lanes512<T> a) => Elementary.LogP1(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Pow(Lanes512<T> a, Lanes512<T> b) => Elementary.Pow(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static bool Any(Lanes512<T> condition) => Vector512.EqualsAny(condition.Vector.As<T, int>(), Vector512<int>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Tanh(Lanes512<T> a) => Elementary.Tanh(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Cbrt(Lanes512<T> a) => typeof(T) == typeof(double) ? Elementary.CbrtOfDoubles(a) : Elementary.CbrtOfSingles(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Exp(Lanes512<T> a) => Elementary.Exp(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Log(Lanes512<T> a) => Elementary.Log(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Min(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Min(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Max(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Max(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> MinNative(Lanes512<T> a, Lanes512<T> b) => new(Vector512.MinNative(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> MaxNative(Lanes512<T> a, Lanes512<T> b) => new(Vector512.MaxNative(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> CopySign(Lanes512<T> a, Lanes512<T> sign) => new(Vector512.CopySign(a.Vector, sign.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Equal(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Equals(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> GreaterThan(Lanes512<T> a, Lanes512<T> b) => new(Vector512.GreaterThan(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> LessThan(Lanes512<T> a, Lanes512<T> b) => new(Vector512.LessThan(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> IfEqual(Lanes512<T> a, Lanes512<T> b, Lanes512<T> then, Lanes512<T> otherwise) => new(
        Vector512.ConditionalSelect(Vector512.Equals(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> IfGreater(Lanes512<T> a, Lanes512<T> b, Lanes512<T> then, Lanes512<T> otherwise) => new(
        Vector512.ConditionalSelect(Vector512.GreaterThan(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> IfLess(Lanes512<T> a, Lanes512<T> b, Lanes512<T> then, Lanes512<T> otherwise) => new(
        Vector512.ConditionalSelect(Vector512.LessThan(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Sign(Lanes512<T> a)
    {
        // One instruction: from below, four bits each for quiet and signaling NaN, 0, 1, -∞, ∞, and negative and positive numbers; 1 keeps
        // them, 9 is -1, and 10 is 1.
        const uint Signs = 0xA9A9_A111;
        if (Avx512F.IsSupported)
        {
            return IsDouble
                ? new(Avx512F.Fixup(a.Vector.As<T, double>(), a.Vector.As<T, double>(), Vector512.Create((long)Signs), 0).As<double, T>())
                : new(Avx512F.Fixup(a.Vector.As<T, float>(), a.Vector.As<T, float>(), Vector512.Create(unchecked((int)Signs)), 0).As<float, T>());
        }

        // Not true for NaN, either.
        var isNonzero = Vector512.GreaterThan(Vector512.Abs(a.Vector), Vector512<T>.Zero);
        return new(Vector512.ConditionalSelect(isNonzero, CopySign(One, a).Vector, a.Vector));
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Select(Lanes512<T> condition, Lanes512<T> a, Lanes512<T> b) => new(Vector512.ConditionalSelect(condition.Vector, a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> CreateBits(long bits) => typeof(T) == typeof(double) ? new(Vector512.Create(bits).As<long, T>()) : new(Vector512.Create((int)bits).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> AddBits(Lanes512<T> a, Lanes512<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() + b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() + b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> SubtractBits(Lanes512<T> a, Lanes512<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() - b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() - b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> MultiplyBits(Lanes512<T> a, Lanes512<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() * b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() * b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> ShiftLeft(Lanes512<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() << n).As<long, T>())
        : new((a.Vector.As<T, int>() << n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> ShiftRight(Lanes512<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() >>> n).As<long, T>())
        : new((a.Vector.As<T, int>() >>> n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> ShiftRightArithmetic(Lanes512<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() >> n).As<long, T>())
        : new((a.Vector.As<T, int>() >> n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> ConvertBits(Lanes512<T> a) => new(Vector512.ConvertToSingle(a.Vector.As<T, int>()).As<float, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> Load(ref T source, nuint index) => new(Vector512.LoadUnsafe(ref source, index));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void Store(Lanes512<T> value, ref T destination, nuint index) => value.Vector.StoreUnsafe(ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static unsafe void StoreFar(Lanes512<T> value, ref T destination, nuint index) => value.Vector.As<T, byte>().StoreAlignedNonTemporal((byte*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index)));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> LoadPart(ref T source, int count, bool canMask) => new(
        canMask && Pieces.HasMasks ? Pieces.LoadMasked(ref source, count) : Pieces.Load(ref source, count));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StorePart(Lanes512<T> value, ref T destination, int count, bool canMask)
    {
        if (canMask && Pieces.HasMasks)
            Pieces.StoreMasked(value.Vector, ref destination, count);
        else
            Pieces.Store(value.Vector, ref destination, count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> LoadBFloat16(ref ushort source, nuint index)
    {
        var halves = Vector256.LoadUnsafe(ref source, index);
        if (Avx512F.IsSupported)
            return new((Avx512F.ConvertToVector512UInt32(halves) << 16).As<uint, T>());
        var (lower, upper) = Vector256.Widen(halves);
        return new((Vector512.Create(lower, upper) << 16).As<uint, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreUpperHalves(Lanes512<T> value, ref ushort destination, nuint index)
    {
        // Every second half, in one permutation: a conversion that stores takes three times as long.
        var bits = value.Vector.As<T, uint>();
        var upper = Vector512.Create(
            (ushort)1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
        var halves = Avx512BW.IsSupported
            ? Avx512BW.PermuteVar32x16(bits.AsUInt16(), upper).GetLower()
            : Vector256.Narrow((bits >> 16).GetLower(), (bits >> 16).GetUpper());
        halves.StoreUnsafe(ref destination, index);
    }

    /// <inheritdoc/>
    public static Lanes512<T> Indices
    {
        [MethodImpl(Inlined)]
        get => IsDouble
            ? new(Vector512.Create(0ul, 1, 2, 3, 4, 5, 6, 7).As<ulong, T>())
            : new(Vector512.Create(0u, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15).As<uint, T>());
    }

    /// <inheritdoc/>
    public static Lanes512<T> WordIndices
    {
        [MethodImpl(Inlined)]
        get => new(Vector512.Create(0ul, 1, 2, 3, 4, 5, 6, 7).As<ulong, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> CreateWords(ulong word) => new(Vector512.Create(word).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> AddWords(Lanes512<T> a, Lanes512<T> b) => new((a.Vector.As<T, ulong>() + b.Vector.As<T, ulong>()).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> UpperHalvesOfWords(Lanes512<T> a) => new((a.Vector.As<T, ulong>() >> 32).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> LowerHalvesOfWordsAtTop(Lanes512<T> a) => new((a.Vector.As<T, ulong>() << 32).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> MultiplyWords(Lanes512<T> a, Lanes512<T> b) => Avx512F.IsSupported
        ? new(Avx512F.Multiply(a.Vector.As<T, uint>(), b.Vector.As<T, uint>()).As<ulong, T>())
        : new(Vector512.Create(
            Lanes256<T>.MultiplyWords(new(a.Vector.GetLower()), new(b.Vector.GetLower())).Vector,
            Lanes256<T>.MultiplyWords(new(a.Vector.GetUpper()), new(b.Vector.GetUpper())).Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes512<T> First(Lanes512<T> value, int count) => IsDouble
        ? new(value.Vector & Vector512.LessThan(Indices.Vector.As<T, long>(), Vector512.Create((long)count)).As<long, T>())
        : new(value.Vector & Vector512.LessThan(Indices.Vector.As<T, int>(), Vector512.Create(count)).As<int, T>());
}
