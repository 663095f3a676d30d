using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Runtime;

/// <summary>Lanes in a register of 16 bytes: SSE and ARM64.</summary>
/// <typeparam name="T">The type of an element: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="vector">The register.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Lanes128<T>(Vector128<T> vector) : ILanes<Lanes128<T>, T>
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    /// <summary>The register.</summary>
    internal readonly Vector128<T> Vector = vector;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inlined)]
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(Inlined)]
        get => typeof(T) == typeof(double);
    }

    /// <inheritdoc/>
    public static Lanes128<T> Zero
    {
        [MethodImpl(Inlined)]
        get => new(Vector128<T>.Zero);
    }

    /// <inheritdoc/>
    public static Lanes128<T> One
    {
        [MethodImpl(Inlined)]
        get => Create(1);
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Create(double value) => typeof(T) == typeof(float)
        ? new(Vector128.Create((float)value).As<float, T>())
        : new(Vector128.Create(value).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator +(Lanes128<T> a, Lanes128<T> b) => new(a.Vector + b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator -(Lanes128<T> a, Lanes128<T> b) => new(a.Vector - b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator *(Lanes128<T> a, Lanes128<T> b) => new(a.Vector * b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator /(Lanes128<T> a, Lanes128<T> b) => new(a.Vector / b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator -(Lanes128<T> a) => new(-a.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator &(Lanes128<T> a, Lanes128<T> b) => new(a.Vector & b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator |(Lanes128<T> a, Lanes128<T> b) => new(a.Vector | b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator ^(Lanes128<T> a, Lanes128<T> b) => new(a.Vector ^ b.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> operator ~(Lanes128<T> a) => new(~a.Vector);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.MultiplyAddEstimate(a.Vector.As<T, float>(), b.Vector.As<T, float>(), c.Vector.As<T, float>()).As<float, T>())
        : new(Vector128.MultiplyAddEstimate(a.Vector.As<T, double>(), b.Vector.As<T, double>(), c.Vector.As<T, double>()).As<double, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Divide(Lanes128<T> a, Lanes128<T> b, Precision precision) => a / b;

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Sqrt(Lanes128<T> a) => new(Vector128.Sqrt(a.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Abs(Lanes128<T> a) => new(Vector128.Abs(a.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Sin(Lanes128<T> a) => Elementary.Sin(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Cos(Lanes128<T> a) => Elementary.Cos(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Sigmoid(Lanes128<T> a) => Elementary.Sigmoid(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Softplus(Lanes128<T> a) => Elementary.Softplus(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> ExpM1(Lanes128<T> a) => Elementary.ExpM1(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> LogP1(Lanes128<T> a) => Elementary.LogP1(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Pow(Lanes128<T> a, Lanes128<T> b) => Elementary.Pow(a, b);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static bool Any(Lanes128<T> condition) => Vector128.EqualsAny(condition.Vector.As<T, int>(), Vector128<int>.AllBitsSet);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Tanh(Lanes128<T> a) => Elementary.Tanh(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Cbrt(Lanes128<T> a) => typeof(T) == typeof(double) ? Elementary.CbrtOfDoubles(a) : Elementary.CbrtOfSingles(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Exp(Lanes128<T> a) => Elementary.Exp(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Log(Lanes128<T> a) => Elementary.Log(a);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Min(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Min(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Max(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Max(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> MinNative(Lanes128<T> a, Lanes128<T> b) => new(Vector128.MinNative(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> MaxNative(Lanes128<T> a, Lanes128<T> b) => new(Vector128.MaxNative(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> CopySign(Lanes128<T> a, Lanes128<T> sign) => new(Vector128.CopySign(a.Vector, sign.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Equal(Lanes128<T> a, Lanes128<T> b) => new(Vector128.Equals(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> GreaterThan(Lanes128<T> a, Lanes128<T> b) => new(Vector128.GreaterThan(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> LessThan(Lanes128<T> a, Lanes128<T> b) => new(Vector128.LessThan(a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> IfEqual(Lanes128<T> a, Lanes128<T> b, Lanes128<T> then, Lanes128<T> otherwise) => new(
        Vector128.ConditionalSelect(Vector128.Equals(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> IfGreater(Lanes128<T> a, Lanes128<T> b, Lanes128<T> then, Lanes128<T> otherwise) => new(
        Vector128.ConditionalSelect(Vector128.GreaterThan(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> IfLess(Lanes128<T> a, Lanes128<T> b, Lanes128<T> then, Lanes128<T> otherwise) => new(
        Vector128.ConditionalSelect(Vector128.LessThan(a.Vector, b.Vector), then.Vector, otherwise.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Sign(Lanes128<T> a)
    {
        // Not true for NaN, either.
        var isNonzero = Vector128.GreaterThan(Vector128.Abs(a.Vector), Vector128<T>.Zero);
        return new(Vector128.ConditionalSelect(isNonzero, CopySign(One, a).Vector, a.Vector));
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Select(Lanes128<T> condition, Lanes128<T> a, Lanes128<T> b) => new(Vector128.ConditionalSelect(condition.Vector, a.Vector, b.Vector));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> CreateBits(long bits) => typeof(T) == typeof(double) ? new(Vector128.Create(bits).As<long, T>()) : new(Vector128.Create((int)bits).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> AddBits(Lanes128<T> a, Lanes128<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() + b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() + b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> SubtractBits(Lanes128<T> a, Lanes128<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() - b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() - b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> MultiplyBits(Lanes128<T> a, Lanes128<T> b) => IsDouble
        ? new((a.Vector.As<T, long>() * b.Vector.As<T, long>()).As<long, T>())
        : new((a.Vector.As<T, int>() * b.Vector.As<T, int>()).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> ShiftLeft(Lanes128<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() << n).As<long, T>())
        : new((a.Vector.As<T, int>() << n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> ShiftRight(Lanes128<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() >>> n).As<long, T>())
        : new((a.Vector.As<T, int>() >>> n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> ShiftRightArithmetic(Lanes128<T> a, [ConstantExpected] int n) => IsDouble
        ? new((a.Vector.As<T, long>() >> n).As<long, T>())
        : new((a.Vector.As<T, int>() >> n).As<int, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> ConvertBits(Lanes128<T> a) => new(Vector128.ConvertToSingle(a.Vector.As<T, int>()).As<float, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> Load(ref T source, nuint index) => new(Vector128.LoadUnsafe(ref source, index));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void Store(Lanes128<T> value, ref T destination, nuint index) => value.Vector.StoreUnsafe(ref destination, index);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static unsafe void StoreFar(Lanes128<T> value, ref T destination, nuint index) => value.Vector.As<T, byte>().StoreAlignedNonTemporal((byte*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index)));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> LoadPart(ref T source, int count, bool canMask) => new(Pieces.LoadQuarter(ref source, count));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StorePart(Lanes128<T> value, ref T destination, int count, bool canMask) =>
        Pieces.StoreQuarter(value.Vector, ref destination, count);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> LoadBFloat16(ref ushort source, nuint index)
    {
        ulong halves = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, index)));
        return new((Vector128.WidenLower(Vector128.CreateScalarUnsafe(halves).AsUInt16()) << 16).As<uint, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreUpperHalves(Lanes128<T> value, ref ushort destination, nuint index)
    {
        ref byte to = ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref destination, index));
        var bits = value.Vector.As<T, uint>();
        if (AdvSimd.IsSupported)
            Unsafe.WriteUnaligned(ref to, AdvSimd.ShiftRightLogicalNarrowingLower(bits, 16));
        else if (Sse41.IsSupported)
            Unsafe.WriteUnaligned(ref to, Sse41.PackUnsignedSaturate((bits >> 16).AsInt32(), (bits >> 16).AsInt32()).AsDouble().ToScalar());
        else
            Unsafe.WriteUnaligned(ref to, Vector128.Narrow(bits >> 16, bits >> 16).AsDouble().ToScalar());
    }

    /// <inheritdoc/>
    public static Lanes128<T> Indices
    {
        [MethodImpl(Inlined)]
        get => IsDouble
            ? new(Vector128.Create(0ul, 1).As<ulong, T>())
            : new(Vector128.Create(0u, 1, 2, 3).As<uint, T>());
    }

    /// <inheritdoc/>
    public static Lanes128<T> WordIndices
    {
        [MethodImpl(Inlined)]
        get => new(Vector128.Create(0ul, 1).As<ulong, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> CreateWords(ulong word) => new(Vector128.Create(word).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> AddWords(Lanes128<T> a, Lanes128<T> b) => new((a.Vector.As<T, ulong>() + b.Vector.As<T, ulong>()).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> UpperHalvesOfWords(Lanes128<T> a) => new((a.Vector.As<T, ulong>() >> 32).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> LowerHalvesOfWordsAtTop(Lanes128<T> a) => new((a.Vector.As<T, ulong>() << 32).As<ulong, T>());

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> MultiplyWords(Lanes128<T> a, Lanes128<T> b)
    {
        var (x, y) = (a.Vector.As<T, ulong>(), b.Vector.As<T, ulong>());
        if (Sse2.IsSupported)
            return new(Sse2.Multiply(x.AsUInt32(), y.AsUInt32()).As<ulong, T>());
        if (AdvSimd.IsSupported)
            return new(AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(x), AdvSimd.ExtractNarrowingLower(y)).As<ulong, T>());
        var lower = Vector128.Create(0xFFFF_FFFFul);
        return new(((x & lower) * (y & lower)).As<ulong, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Lanes128<T> First(Lanes128<T> value, int count) => IsDouble
        ? new(value.Vector & Vector128.LessThan(Indices.Vector.As<T, long>(), Vector128.Create((long)count)).As<long, T>())
        : new(value.Vector & Vector128.LessThan(Indices.Vector.As<T, int>(), Vector128.Create(count)).As<int, T>());
}
