using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Tests.Runtime;

/// <summary>Every type of lanes computes the same bits, in every lane, as a lane on its own.</summary>
public abstract partial class LaneTests<L, T> where L : struct, ILanes<L, T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Every special number with every other one, and then numbers of all magnitudes, and of moderate ones.</summary>
    private static readonly T[] _a, _b, _c;

    static LaneTests()
    {
        T largest = T.CreateTruncating(typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue);
        T normal = T.CreateTruncating(typeof(T) == typeof(float) ? 1.17549435e-38 : 2.2250738585072014e-308);
        T[] positive =
        [
            T.Zero, T.Epsilon, T.BitDecrement(normal), normal, T.CreateTruncating(0.3), T.CreateTruncating(0.625), T.One,
            T.CreateTruncating(27), T.CreateTruncating(88.5), T.CreateTruncating(709), largest, T.PositiveInfinity, T.NaN,
        ];
        T[] special = [.. positive, .. positive.Select(x => -x)];
        var bits = new T[1024];
        var random = new Random(17);
        random.NextBytes(MemoryMarshal.AsBytes(bits.AsSpan()));
        T[] others = [.. bits, .. Vectors.Uniform<T>(1024 + 12, 23)];
        _a = [.. special.SelectMany(x => Enumerable.Repeat(x, special.Length)), .. others];
        _b = [.. Enumerable.Repeat(special, special.Length).SelectMany(x => x), .. others.Reverse()];
        _c = [.. _a.Skip(7), .. _a.Take(7)];
        Assert.Equal(0, _a.Length % 16);
    }

    public static TheoryData<string> Operations => new(LaneOperations<L, T>.All.Keys);

    public static TheoryData<string> Functions => new(LaneFunctions<L>.All.Keys);

    [Theory, MemberData(nameof(Operations))]
    public void An_operation_has_the_bits_of_that_of_numbers(string name)
    {
        var (lanes, numbers) = LaneOperations<L, T>.All[name];
        Func<L, L, L, L> operation = lanes;
        for (int i = 0; i < _a.Length; i += L.Count)
        {
            var result = Elements(operation(At(_a, i), At(_b, i), At(_c, i)));
            for (int lane = 0; lane < L.Count; lane++)
            {
                var (a, b, c) = (_a[i + lane], _b[i + lane], _c[i + lane]);
                AssertSameBits(numbers(a, b, c), result[lane], $"{name} of {a}, {b}, {c}");
            }
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void A_function_has_the_bits_of_a_lane_on_its_own(string name)
    {
        var (function, alone) = (LaneFunctions<L>.All[name], LaneFunctions<Lanes128<T>>.All[name]);
        for (int i = 0; i < _a.Length; i += L.Count)
        {
            var result = Elements(function(At(_a, i), At(_b, i)));
            for (int lane = 0; lane < L.Count; lane++)
            {
                var (a, b) = (_a[i + lane], _b[i + lane]);
                AssertSameBits(First(alone(OneNumber(a), OneNumber(b))), result[lane], $"{name} of {a}, {b}");
            }
        }
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
                    Assert.InRange(Math.Abs(double.CreateChecked(result[lane] / exact) - 1), 0, Math.ScaleB(1, -22) + Math.ScaleB(1, -23));
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
        for (int lane = 0; lane < L.Count; lane++)
        {
            AssertSameBits(T.Zero, Elements(L.Zero)[lane], "0");
            AssertSameBits(T.One, Elements(L.One)[lane], "1");
            AssertSameBits(T.NegativeZero, Elements(L.Create(-0.0))[lane], "-0");
            AssertSameBits(T.CreateTruncating(Math.PI), Elements(L.Create(Math.PI))[lane], "π");
            AssertSameBits(T.PositiveInfinity, Elements(L.Create(1 / 0.0))[lane], "∞");
            AssertSameBits(OfInteger(0x1_0000_FFFF), Elements(L.CreateBits(0x1_0000_FFFF))[lane], "bits");
            AssertSameBits(OfInteger(-2), Elements(L.CreateBits(-2))[lane], "negative bits");
            AssertSameBits(OfInteger(lane), Elements(L.Indices)[lane], "index");
            AssertSameBits(
                T.CreateTruncating(typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue),
                Elements(Lanes.Largest<L>())[lane], "largest");
        }

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

    private static L At(T[] elements, int index) => L.Load(ref elements[0], (nuint)index);

    private static T[] Elements(L lanes)
    {
        var elements = new T[L.Count];
        L.Store(lanes, ref elements[0], 0);
        return elements;
    }

    private static ulong[] Words(L lanes) => MemoryMarshal.Cast<T, ulong>(Elements(lanes)).ToArray();

    private static Lanes128<T> OneNumber(T number)
    {
        T[] all = [number, number, number, number];
        return Lanes128<T>.Load(ref all[0], 0);
    }

    private static T First(Lanes128<T> lanes) => lanes.Vector[0];

    private static void AssertSameBits(T expected, T actual, string of) => Assert.True(
        MemoryMarshal.AsBytes<T>([expected]).SequenceEqual(MemoryMarshal.AsBytes<T>([actual])),
        $"{of}: expected {Hexadecimal(expected)} ({expected}), got {Hexadecimal(actual)} ({actual})");

    private static string Hexadecimal(T number) => Convert.ToHexString([.. MemoryMarshal.AsBytes<T>([number]).ToArray().Reverse()]);
}
