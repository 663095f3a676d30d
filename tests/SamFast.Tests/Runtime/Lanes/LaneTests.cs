using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Runtime;

/// <summary>Every type of lanes computes what single numbers give, and the same bits as every other type.</summary>
/// <remarks>The reference of functions is a register of 16 bytes with one number in all lanes.</remarks>
public abstract partial class LaneTests<L, T> where L : struct, ILanes<L, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T _largest = T.BitDecrement(T.PositiveInfinity);

    /// <summary>Every special number with every other one, numbers of all magnitudes, and moderate ones: a multiple of 16.</summary>
    private static readonly T[] _a, _b, _c;

    static LaneTests()
    {
        T normal = T.CreateTruncating(typeof(T) == typeof(float) ? 1.17549435e-38 : 2.2250738585072014e-308);
        T[] positive =
        [
            T.Zero, T.Epsilon, T.BitDecrement(normal), normal, T.CreateTruncating(0.3), T.CreateTruncating(0.625), T.One,
            T.CreateTruncating(27), T.CreateTruncating(88.5), T.CreateTruncating(709), _largest, T.PositiveInfinity, T.NaN,
        ];
        T[] special = [.. positive, .. positive.Select(x => -x)];
        var bits = new T[1024];
        var random = new Random(17);
        random.NextBytes(MemoryMarshal.AsBytes(bits.AsSpan()));
        T[] others = [.. bits, .. Vectors.Uniform<T>(1024 + 12, 23)];
        _a = [.. special.SelectMany(x => Enumerable.Repeat(x, special.Length)), .. others];
        _b = [.. Enumerable.Repeat(special, special.Length).SelectMany(x => x), .. others.Reverse()];
        _c = [.. _a.Skip(7), .. _a.Take(7)];
    }

    public static TheoryData<string> Arithmetic => new(LaneOperations<L, T>.Arithmetic.Keys);

    public static TheoryData<string> Bitwise => new(LaneOperations<L, T>.Bitwise.Keys);

    public static TheoryData<string> Functions => new(LaneFunctions<L, T>.All.Keys);

    [Theory, MemberData(nameof(Arithmetic))]
    public void Arithmetic_has_the_result_of_that_of_numbers(string operation)
    {
        var (expected, actual) = Results(LaneOperations<L, T>.Arithmetic[operation]);
        Bits.AssertSame<T>(expected, actual, operation);
    }

    [Theory, MemberData(nameof(Bitwise))]
    public void Bitwise_operations_have_the_bits_of_those_of_numbers(string operation)
    {
        var (expected, actual) = Results(LaneOperations<L, T>.Bitwise[operation]);
        AssertSameBits(expected, actual, operation);
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_function_has_the_bits_of_a_lane_on_its_own(string name)
    {
        var (function, alone) = (LaneFunctions<L, T>.All[name], LaneFunctions<Lanes128<T>, T>.All[name]);
        var (expected, actual) = Results((
            (a, b, _) => function(a, b), (a, b, _) => First(alone(OneNumber(a), OneNumber(b)))));
        AssertSameBits(expected, actual, name);
    }

    [Fact]
    public void A_fast_division_is_within_its_bound_and_exact_where_the_quotient_is_special()
    {
        for (int i = 0; i < _a.Length; i += L.Count)
        {
            var result = Elements(L.Divide(At(_a, i), At(_b, i), Precision.Fast));
            for (int lane = 0; lane < L.Count; lane++)
            {
                var (a, b) = (_a[i + lane], _b[i + lane]);
                var exact = a / b;
                if (T.IsNormal(a) && T.IsNormal(b) && T.IsNormal(exact) && T.IsNormal(T.One / b))
                    Assert.InRange(Math.Abs(double.CreateChecked(result[lane] / exact) - 1), 0, 1.5 * Math.ScaleB(1, -22));
                else if (!T.IsSubnormal(a) && !T.IsSubnormal(b) && !T.IsSubnormal(T.One / b) && !T.IsSubnormal(exact))
                    Bits.AssertSame<T>([exact], [result[lane]], $"{a} / {b}");
            }
        }
    }

    [Fact]
    public void Constants_are_in_every_lane()
    {
        Assert.Equal(typeof(T) == typeof(double), L.IsDouble);
        Assert.Equal(Unsafe.SizeOf<L>() / Unsafe.SizeOf<T>(), L.Count);
        AssertEach(T.Zero, L.Zero);
        AssertEach(T.One, L.One);
        AssertEach(T.NegativeZero, L.Create(-0.0));
        AssertEach(T.CreateTruncating(Math.PI), L.Create(Math.PI));
        AssertEach(T.PositiveInfinity, L.Create(double.PositiveInfinity));
        AssertEach(_largest, Lanes.Largest<L>());
        AssertEach(OfInteger(0x1_0000_FFFF), L.CreateBits(0x1_0000_FFFF));
        AssertEach(OfInteger(-2), L.CreateBits(-2));
        AssertSameBits([.. Enumerable.Range(0, L.Count).Select(i => OfInteger(i))], Elements(L.Indices), "indices");

        static void AssertEach(T expected, L lanes) =>
            AssertSameBits([.. Enumerable.Repeat(expected, L.Count)], Elements(lanes), $"{expected} in every lane");

        static T OfInteger(long bits) => typeof(T) == typeof(float) ? Unsafe.BitCast<int, T>((int)bits) : Unsafe.BitCast<long, T>(bits);
    }

    [Fact]
    public void Words_are_integers_of_64_bits()
    {
        ReadOnlySpan<ulong> a = MemoryMarshal.Cast<T, ulong>(_a), b = MemoryMarshal.Cast<T, ulong>(_b);
        int count = Unsafe.SizeOf<L>() / sizeof(ulong);
        for (int i = 0; i < a.Length; i += count)
        {
            int element = i * _a.Length / a.Length;
            L x = At(_a, element), y = At(_b, element);
            for (int word = 0; word < count; word++)
            {
                ulong first = a[i + word], second = b[i + word];
                Assert.Equal(first + second, Words(L.AddWords(x, y))[word]);
                Assert.Equal((ulong)(uint)first * (uint)second, Words(L.MultiplyWords(x, y))[word]);
                Assert.Equal(first >> 32, Words(L.UpperHalvesOfWords(x))[word]);
                Assert.Equal(first << 32, Words(L.LowerHalvesOfWordsAtTop(x))[word]);
                Assert.Equal(first, Words(L.CreateWords(first))[word]);
                Assert.Equal((ulong)word, Words(L.WordIndices)[word]);
            }
        }
    }

    /// <summary>The results of numbers, and of lanes.</summary>
    private static (T[] Expected, T[] Actual) Results((Func<L, L, L, L> Lanes, Func<T, T, T, T> Numbers) operation)
    {
        T[] expected = [.. _a.Select((a, i) => operation.Numbers(a, _b[i], _c[i]))], actual = new T[_a.Length];
        for (int i = 0; i < _a.Length; i += L.Count)
            L.Store(operation.Lanes(At(_a, i), At(_b, i), At(_c, i)), ref actual[0], (nuint)i);
        return (expected, actual);
    }

    private static L At(T[] elements, int index) => L.Load(ref elements[0], (nuint)index);

    private static T[] Elements<TLanes>(TLanes lanes) where TLanes : ILanes<TLanes, T>
    {
        var elements = new T[TLanes.Count];
        TLanes.Store(lanes, ref elements[0], 0);
        return elements;
    }

    private static ulong[] Words(L lanes) => MemoryMarshal.Cast<T, ulong>(Elements(lanes)).ToArray();

    private static Lanes128<T> OneNumber(T number)
    {
        T[] all = [number, number, number, number];
        return Lanes128<T>.Load(ref all[0], 0);
    }

    private static T First(Lanes128<T> lanes) => lanes.Vector[0];

    private static void AssertSameBits(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string of)
    {
        Assert.Equal(expected.Length, actual.Length);
        if (MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)))
            return;
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(($"{of}, element {i}", Hexadecimal(expected[i])), ($"{of}, element {i}", Hexadecimal(actual[i])));
    }

    private static string Hexadecimal(T number) => Convert.ToHexString([.. MemoryMarshal.AsBytes<T>([number]).ToArray().Reverse()]);
}
