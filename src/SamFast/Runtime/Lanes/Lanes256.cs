using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Runtime;

/// <summary>Lanes in a register of 32 bytes: AVX2.</summary>
/// <typeparam name="T">The type of an element: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="vector">The register.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Lanes256<T>(Vector256<T> vector) : ILanes<Lanes256<T>, T>
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>The register.</summary>
    internal readonly Vector256<T> Vector = vector;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inlined)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(Inlined)]
        get => typeof(T) == typeof(double);
    }

    /// <inheritdoc/>
    public static Lanes256<T> Zero
    {
        [MethodImpl(Inlined)]
        get => new(Vector256<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes256<T> One
    {
        [MethodImpl(Inlined)]
        get => Create(1);
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Create(double value) => typeof(T) == typeof(float)
        ? new(Vector256.Create((float)value).As<float, T>())
        : new(Vector256.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator +(Lanes256<T> a, Lanes256<T> b) => new(a.Vector + b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator -(Lanes256<T> a, Lanes256<T> b) => new(a.Vector - b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator *(Lanes256<T> a, Lanes256<T> b) => new(a.Vector * b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator /(Lanes256<T> a, Lanes256<T> b) => new(a.Vector / b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator -(Lanes256<T> a) => new(-a.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator &(Lanes256<T> a, Lanes256<T> b) => new(a.Vector & b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator |(Lanes256<T> a, Lanes256<T> b) => new(a.Vector | b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator ^(Lanes256<T> a, Lanes256<T> b) => new(a.Vector ^ b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> operator ~(Lanes256<T> a) => new(~a.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.MultiplyAddEstimate(a.Vector.As<T, float>(), b.Vector.As<T, float>(), c.Vector.As<T, float>()).As<float, T>())
        : new(Vector256.MultiplyAddEstimate(a.Vector.As<T, double>(), b.Vector.As<T, double>(), c.Vector.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Divide(Lanes256<T> a, Lanes256<T> b, Precision precision) => a / b;

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Sqrt(Lanes256<T> a) => new(Vector256.Sqrt(a.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Abs(Lanes256<T> a) => new(Vector256.Abs(a.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Sin(Lanes256<T> a) => Elementary.Sin(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Cos(Lanes256<T> a) => Elementary.Cos(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Sigmoid(Lanes256<T> a) => Elementary.Sigmoid(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Softplus(Lanes256<T> a) => Elementary.Softplus(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> ExpM1(Lanes256<T> a) => Elementary.ExpM1(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> LogP1(Lanes256<T> a) => Elementary.LogP1(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Pow(Lanes256<T> a, Lanes256<T> b) => Elementary.Pow(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static bool Any(Lanes256<T> condition) => Vector256.EqualsAny(condition.Vector.As<T, int>(), Vector256<int>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Tanh(Lanes256<T> a) => Elementary.Tanh(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Cbrt(Lanes256<T> a) => typeof(T) == typeof(double) ? Elementary.CbrtOfDoubles(a) : Elementary.CbrtOfSingles(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Exp(Lanes256<T> a) => Elementary.Exp(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Log(Lanes256<T> a) => Elementary.Log(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Min(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Min(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Max(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Max(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> MinNative(Lanes256<T> a, Lanes256<T> b) => new(Vector256.MinNative(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> MaxNative(Lanes256<T> a, Lanes256<T> b) => new(Vector256.MaxNative(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> CopySign(Lanes256<T> a, Lanes256<T> sign) => new(Vector256.CopySign(a.Vector, sign.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Equal(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Equals(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> GreaterThan(Lanes256<T> a, Lanes256<T> b) => new(Vector256.GreaterThan(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> LessThan(Lanes256<T> a, Lanes256<T> b) => new(Vector256.LessThan(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> IfEqual(Lanes256<T> a, Lanes256<T> b, Lanes256<T> then, Lanes256<T> otherwise) => new(
        Vector256.ConditionalSelect(Vector256.Equals(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> IfGreater(Lanes256<T> a, Lanes256<T> b, Lanes256<T> then, Lanes256<T> otherwise) => new(
        Vector256.ConditionalSelect(Vector256.GreaterThan(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> IfLess(Lanes256<T> a, Lanes256<T> b, Lanes256<T> then, Lanes256<T> otherwise) => new(
        Vector256.ConditionalSelect(Vector256.LessThan(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Sign(Lanes256<T> a)
    {
        // Not true for NaN, either.
        const FloatComparisonMode NotEqual = FloatComparisonMode.OrderedNotEqualNonSignaling;
        var isNonzero = !Avx.IsSupported ? Vector256.GreaterThan(Vector256.Abs(a.Vector), Vector256<T>.Zero)
            : IsDouble ? Avx.Compare(a.Vector.As<T, double>(), Vector256<double>.Zero, NotEqual).As<double, T>()
            : Avx.Compare(a.Vector.As<T, float>(), Vector256<float>.Zero, NotEqual).As<float, T>();
        return new(Vector256.ConditionalSelect(isNonzero, CopySign(One, a).Vector, a.Vector));
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Select(Lanes256<T> condition, Lanes256<T> a, Lanes256<T> b) => new(Vector256.ConditionalSelect(condition.Vector, a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> CreateBits(long bits) => typeof(T) == typeof(double) ? new(Vector256.Create(bits).As<long, T>()) : new(Vector256.Create((int)bits).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> AddBits(Lanes256<T> a, Lanes256<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() + b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() + b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> SubtractBits(Lanes256<T> a, Lanes256<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() - b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() - b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> MultiplyBits(Lanes256<T> a, Lanes256<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() * b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() * b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> ShiftLeft(Lanes256<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() << n).As<long, T>())
        : new((a.Vector.As<T, int>() << n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> ShiftRight(Lanes256<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() >>> n).As<long, T>())
        : new((a.Vector.As<T, int>() >>> n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> ShiftRightArithmetic(Lanes256<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() >> n).As<long, T>())
        : new((a.Vector.As<T, int>() >> n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> ConvertBits(Lanes256<T> a) => new(Vector256.ConvertToSingle(a.Vector.As<T, int>()).As<float, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> Load(ref T source, nuint index) => new(Vector256.LoadUnsafe(ref source, index));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void Store(Lanes256<T> value, ref T destination, nuint index) => value.Vector.StoreUnsafe(ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static unsafe void StoreFar(Lanes256<T> value, ref T destination, nuint index) => value.Vector.As<T, byte>().StoreAlignedNonTemporal((byte*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index)));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> LoadPart(ref T source, int count, bool canMask) => new(Pieces.LoadHalf(ref source, count));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StorePart(Lanes256<T> value, ref T destination, int count, bool canMask) =>
        Pieces.StoreHalf(value.Vector, ref destination, count);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> LoadBFloat16(ref ushort source, nuint index)
    {
        var halves = Vector128.LoadUnsafe(ref source, index);
        if (Avx2.IsSupported)
            return new((Avx2.ConvertToVector256Int32(halves) << 16).As<int, T>());
        var (lower, upper) = Vector128.Widen(halves);
        return new((Vector256.Create(lower, upper) << 16).As<uint, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreUpperHalves(Lanes256<T> value, ref ushort destination, nuint index)
    {
        if (Avx2.IsSupported)
        {
            // Every second half, to the lower quarter of each 16 bytes, and then these together.
            var upper = Vector256.Create((byte)2, 3, 6, 7, 10, 11, 14, 15, 2, 3, 6, 7, 10, 11, 14, 15, 2, 3, 6, 7, 10, 11, 14, 15, 2, 3, 6, 7, 10, 11, 14, 15);
            var quarters = Avx2.Shuffle(value.Vector.As<T, byte>(), upper).AsUInt64();
            Avx2.Permute4x64(quarters, 0b_00_00_10_00).GetLower().AsUInt16().StoreUnsafe(ref destination, index);
            return;
        }

        var halves = value.Vector.As<T, uint>() >> 16;
        var packed = Sse41.IsSupported
            ? Sse41.PackUnsignedSaturate(halves.GetLower().AsInt32(), halves.GetUpper().AsInt32())
            : Vector128.Narrow(halves.GetLower(), halves.GetUpper());
        packed.StoreUnsafe(ref destination, index);
    }

    /// <inheritdoc/>
    public static Lanes256<T> Indices
    {
        [MethodImpl(Inlined)]
        get => IsDouble
            ? new(Vector256.Create(0ul, 1, 2, 3).As<ulong, T>())
            : new(Vector256.Create(0u, 1, 2, 3, 4, 5, 6, 7).As<uint, T>());
    }

    /// <inheritdoc/>
    public static Lanes256<T> WordIndices
    {
        [MethodImpl(Inlined)]
        get => new(Vector256.Create(0ul, 1, 2, 3).As<ulong, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> CreateWords(ulong word) => new(Vector256.Create(word).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> AddWords(Lanes256<T> a, Lanes256<T> b) => new((a.Vector.As<T, ulong>() + b.Vector.As<T, ulong>()).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> UpperHalvesOfWords(Lanes256<T> a) => new((a.Vector.As<T, ulong>() >> 32).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> LowerHalvesOfWordsAtTop(Lanes256<T> a) => new((a.Vector.As<T, ulong>() << 32).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> MultiplyWords(Lanes256<T> a, Lanes256<T> b) => Avx2.IsSupported
        ? new(Avx2.Multiply(a.Vector.As<T, uint>(), b.Vector.As<T, uint>()).As<ulong, T>())
        : new(Vector256.Create(
            Lanes128<T>.MultiplyWords(new(a.Vector.GetLower()), new(b.Vector.GetLower())).Vector,
            Lanes128<T>.MultiplyWords(new(a.Vector.GetUpper()), new(b.Vector.GetUpper())).Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes256<T> First(Lanes256<T> value, int count) => IsDouble
        ? new(value.Vector & Vector256.LessThan(Indices.Vector.As<T, long>(), Vector256.Create((long)count)).As<long, T>())
        : new(value.Vector & Vector256.LessThan(Indices.Vector.As<T, int>(), Vector256.Create(count)).As<int, T>());
}
