using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

/// <summary>Lanes in two registers, or in two pairs: where there are registers enough, and for sums, whose order is that of 64
/// bytes on every processor.</summary>
/// <typeparam name="H">The type of a half.</typeparam>
/// <typeparam name="T">The type of an element: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="lower">The first half of the lanes.</param>
/// <param name="upper">The second half.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Pair<H, T>(H lower, H upper) : ILanes<Pair<H, T>, T> where H : struct, ILanes<H, T>
{
    private const MethodImplOptions Inlined = MethodImplOptions.AggressiveInlining;

    private readonly H _lower = lower;
    private readonly H _upper = upper;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inlined)]
        get => 2 * H.Count;
    }

    /// <inheritdoc/>
    public static bool IsDouble
    {
        [MethodImpl(Inlined)]
        get => H.IsDouble;
    }

    /// <inheritdoc/>
    public static Pair<H, T> Zero
    {
        [MethodImpl(Inlined)]
        get => Both(H.Zero);
    }

    /// <inheritdoc/>
    public static Pair<H, T> One
    {
        [MethodImpl(Inlined)]
        get => Both(H.One);
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Broadcast(T value) => Both(H.Broadcast(value));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Create(double value) => Both(H.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator +(Pair<H, T> a, Pair<H, T> b) => new(a._lower + b._lower, a._upper + b._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator -(Pair<H, T> a, Pair<H, T> b) => new(a._lower - b._lower, a._upper - b._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator *(Pair<H, T> a, Pair<H, T> b) => new(a._lower * b._lower, a._upper * b._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator /(Pair<H, T> a, Pair<H, T> b) => new(a._lower / b._lower, a._upper / b._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator &(Pair<H, T> a, Pair<H, T> b) => new(a._lower & b._lower, a._upper & b._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator |(Pair<H, T> a, Pair<H, T> b) => new(a._lower | b._lower, a._upper | b._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator ^(Pair<H, T> a, Pair<H, T> b) => new(a._lower ^ b._lower, a._upper ^ b._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator -(Pair<H, T> a) => new(-a._lower, -a._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> operator ~(Pair<H, T> a) => new(~a._lower, ~a._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> MultiplyAdd(Pair<H, T> a, Pair<H, T> b, Pair<H, T> c) => new(H.MultiplyAdd(a._lower, b._lower, c._lower), H.MultiplyAdd(a._upper, b._upper, c._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Divide(Pair<H, T> a, Pair<H, T> b, Precision precision) => new(H.Divide(a._lower, b._lower, precision), H.Divide(a._upper, b._upper, precision));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Sqrt(Pair<H, T> a) => new(H.Sqrt(a._lower), H.Sqrt(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Abs(Pair<H, T> a) => new(H.Abs(a._lower), H.Abs(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Sign(Pair<H, T> a) => new(H.Sign(a._lower), H.Sign(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Sin(Pair<H, T> a) => new(H.Sin(a._lower), H.Sin(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Cos(Pair<H, T> a) => new(H.Cos(a._lower), H.Cos(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Sigmoid(Pair<H, T> a) => new(H.Sigmoid(a._lower), H.Sigmoid(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Softplus(Pair<H, T> a) => new(H.Softplus(a._lower), H.Softplus(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> ExpM1(Pair<H, T> a) => new(H.ExpM1(a._lower), H.ExpM1(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> LogP1(Pair<H, T> a) => new(H.LogP1(a._lower), H.LogP1(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Pow(Pair<H, T> a, Pair<H, T> b) => new(H.Pow(a._lower, b._lower), H.Pow(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static bool Any(Pair<H, T> condition) => H.Any(condition._lower | condition._upper);

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Tanh(Pair<H, T> a) => new(H.Tanh(a._lower), H.Tanh(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Cbrt(Pair<H, T> a) => new(H.Cbrt(a._lower), H.Cbrt(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Exp(Pair<H, T> a) => new(H.Exp(a._lower), H.Exp(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Log(Pair<H, T> a) => new(H.Log(a._lower), H.Log(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Min(Pair<H, T> a, Pair<H, T> b) => new(H.Min(a._lower, b._lower), H.Min(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Max(Pair<H, T> a, Pair<H, T> b) => new(H.Max(a._lower, b._lower), H.Max(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> MinNative(Pair<H, T> a, Pair<H, T> b) => new(H.MinNative(a._lower, b._lower), H.MinNative(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> MaxNative(Pair<H, T> a, Pair<H, T> b) => new(H.MaxNative(a._lower, b._lower), H.MaxNative(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> CopySign(Pair<H, T> a, Pair<H, T> sign) => new(H.CopySign(a._lower, sign._lower), H.CopySign(a._upper, sign._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Equal(Pair<H, T> a, Pair<H, T> b) => new(H.Equal(a._lower, b._lower), H.Equal(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> GreaterThan(Pair<H, T> a, Pair<H, T> b) => new(H.GreaterThan(a._lower, b._lower), H.GreaterThan(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> LessThan(Pair<H, T> a, Pair<H, T> b) => new(H.LessThan(a._lower, b._lower), H.LessThan(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> IfEqual(Pair<H, T> a, Pair<H, T> b, Pair<H, T> then, Pair<H, T> otherwise) => new(
        H.IfEqual(a._lower, b._lower, then._lower, otherwise._lower), H.IfEqual(a._upper, b._upper, then._upper, otherwise._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> IfGreater(Pair<H, T> a, Pair<H, T> b, Pair<H, T> then, Pair<H, T> otherwise) => new(
        H.IfGreater(a._lower, b._lower, then._lower, otherwise._lower), H.IfGreater(a._upper, b._upper, then._upper, otherwise._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> IfLess(Pair<H, T> a, Pair<H, T> b, Pair<H, T> then, Pair<H, T> otherwise) => new(
        H.IfLess(a._lower, b._lower, then._lower, otherwise._lower), H.IfLess(a._upper, b._upper, then._upper, otherwise._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Select(Pair<H, T> condition, Pair<H, T> a, Pair<H, T> b) => new(
        H.Select(condition._lower, a._lower, b._lower), H.Select(condition._upper, a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> CreateBits(long bits) => Both(H.CreateBits(bits));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> AddBits(Pair<H, T> a, Pair<H, T> b) => new(H.AddBits(a._lower, b._lower), H.AddBits(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> SubtractBits(Pair<H, T> a, Pair<H, T> b) => new(H.SubtractBits(a._lower, b._lower), H.SubtractBits(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> MultiplyBits(Pair<H, T> a, Pair<H, T> b) => new(H.MultiplyBits(a._lower, b._lower), H.MultiplyBits(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> ShiftLeft(Pair<H, T> a, [ConstantExpected] int n) => new(H.ShiftLeft(a._lower, n), H.ShiftLeft(a._upper, n));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> ShiftRight(Pair<H, T> a, [ConstantExpected] int n) => new(H.ShiftRight(a._lower, n), H.ShiftRight(a._upper, n));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> ShiftRightArithmetic(Pair<H, T> a, [ConstantExpected] int n) => new(H.ShiftRightArithmetic(a._lower, n), H.ShiftRightArithmetic(a._upper, n));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> ConvertBits(Pair<H, T> a) => new(H.ConvertBits(a._lower), H.ConvertBits(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> Load(ref T source, nuint index) => new(H.Load(ref source, index), H.Load(ref source, index + (nuint)H.Count));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void Store(Pair<H, T> value, ref T destination, nuint index)
    {
        H.Store(value._lower, ref destination, index);
        H.Store(value._upper, ref destination, index + (nuint)H.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreFar(Pair<H, T> value, ref T destination, nuint index)
    {
        H.StoreFar(value._lower, ref destination, index);
        H.StoreFar(value._upper, ref destination, index + (nuint)H.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> LoadPart(ref T source, int count, bool canMask)
    {
        if (count < H.Count)
            return new(H.LoadPart(ref source, count, canMask), H.Zero);
        var lower = H.Load(ref source, 0);
        return count == H.Count
            ? new(lower, H.Zero)
            : new(lower, H.LoadPart(ref Unsafe.Add(ref source, H.Count), count - H.Count, canMask));
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StorePart(Pair<H, T> value, ref T destination, int count, bool canMask)
    {
        if (count < H.Count)
        {
            H.StorePart(value._lower, ref destination, count, canMask);
            return;
        }

        H.Store(value._lower, ref destination, 0);
        if (count > H.Count)
            H.StorePart(value._upper, ref Unsafe.Add(ref destination, H.Count), count - H.Count, canMask);
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> LoadBFloat16(ref ushort source, nuint index) => new(H.LoadBFloat16(ref source, index), H.LoadBFloat16(ref source, index + (nuint)H.Count));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static void StoreUpperHalves(Pair<H, T> value, ref ushort destination, nuint index)
    {
        H.StoreUpperHalves(value._lower, ref destination, index);
        H.StoreUpperHalves(value._upper, ref destination, index + (nuint)H.Count);
    }

    /// <inheritdoc/>
    public static Pair<H, T> Indices
    {
        [MethodImpl(Inlined)]
        get => new(H.Indices, H.AddBits(H.Indices, H.CreateBits(H.Count)));
    }

    /// <inheritdoc/>
    public static Pair<H, T> WordIndices
    {
        [MethodImpl(Inlined)]
        get => new(H.WordIndices, H.AddWords(H.WordIndices, H.CreateWords((ulong)(H.IsDouble ? H.Count : H.Count / 2))));
    }

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> CreateWords(ulong word) => Both(H.CreateWords(word));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> AddWords(Pair<H, T> a, Pair<H, T> b) => new(H.AddWords(a._lower, b._lower), H.AddWords(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> MultiplyWords(Pair<H, T> a, Pair<H, T> b) => new(H.MultiplyWords(a._lower, b._lower), H.MultiplyWords(a._upper, b._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> UpperHalvesOfWords(Pair<H, T> a) => new(H.UpperHalvesOfWords(a._lower), H.UpperHalvesOfWords(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> LowerHalvesOfWordsAtTop(Pair<H, T> a) => new(H.LowerHalvesOfWordsAtTop(a._lower), H.LowerHalvesOfWordsAtTop(a._upper));

    /// <inheritdoc/>
    [MethodImpl(Inlined)]
    public static Pair<H, T> First(Pair<H, T> value, int count) => new(H.First(value._lower, count), H.First(value._upper, count - H.Count));

    [MethodImpl(Inlined)]
    private static Pair<H, T> Both(H half) => new(half, half);
}
