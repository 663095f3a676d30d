using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Tests.Runtime;

/// <summary>Operations and short functions, of lanes and of single numbers.</summary>
internal static class LaneOperations<L, T> where L : ILanes<L> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Operations that round; which NaN is the result is not specified.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<L, L, L, L> Lanes, Func<T, T, T, T> Numbers)> Arithmetic =
        new Dictionary<string, (Func<L, L, L, L>, Func<T, T, T, T>)>
        {
            ["+"] = ((a, b, _) => a + b, (a, b, _) => a + b),
            ["-"] = ((a, b, _) => a - b, (a, b, _) => a - b),
            ["*"] = ((a, b, _) => a * b, (a, b, _) => a * b),
            ["/"] = ((a, b, _) => a / b, (a, b, _) => a / b),
            ["MultiplyAdd"] = ((a, b, c) => L.MultiplyAdd(a, b, c), MultiplyAdd),
            ["Divide"] = ((a, b, _) => L.Divide(a, b, Precision.Exact), (a, b, _) => a / b),
            ["Sqrt"] = ((a, _, _) => L.Sqrt(a), (a, _, _) => T.Sqrt(a)),
            ["Min"] = ((a, b, _) => L.Min(a, b), (a, b, _) => T.Min(a, b)),
            ["Max"] = ((a, b, _) => L.Max(a, b), (a, b, _) => T.Max(a, b)),
        };

    /// <summary>Operations of which every bit is specified.</summary>
    public static readonly IReadOnlyDictionary<string, (Func<L, L, L, L> Lanes, Func<T, T, T, T> Numbers)> Bitwise =
        new Dictionary<string, (Func<L, L, L, L>, Func<T, T, T, T>)>
        {
            ["negative"] = ((a, _, _) => -a, (a, _, _) => OfBits(a, a, (x, _) => x ^ SignBit)),
            ["&"] = ((a, b, _) => a & b, (a, b, _) => OfBits(a, b, (x, y) => x & y)),
            ["|"] = ((a, b, _) => a | b, (a, b, _) => OfBits(a, b, (x, y) => x | y)),
            ["^"] = ((a, b, _) => a ^ b, (a, b, _) => OfBits(a, b, (x, y) => x ^ y)),
            ["~"] = ((a, _, _) => ~a, (a, _, _) => OfBits(a, a, (x, _) => ~x)),
            ["Abs"] = ((a, _, _) => L.Abs(a), (a, _, _) => T.Abs(a)),
            ["CopySign"] = ((a, b, _) => L.CopySign(a, b), (a, b, _) => T.CopySign(a, b)),
            ["Equal"] = ((a, b, _) => L.Equal(a, b), (a, b, _) => Truth(a == b)),
            ["GreaterThan"] = ((a, b, _) => L.GreaterThan(a, b), (a, b, _) => Truth(a > b)),
            ["LessThan"] = ((a, b, _) => L.LessThan(a, b), (a, b, _) => Truth(a < b)),
            ["Sign"] = ((a, _, _) => L.Sign(a), (a, _, _) => a == T.Zero || T.IsNaN(a) ? a : T.CopySign(T.One, a)),
            ["IsFinite"] = ((a, _, _) => Lanes.IsFinite(a), (a, _, _) => Truth(T.IsFinite(a))),
            ["FlushBelow"] = ((a, b, _) => Lanes.FlushBelow(a, L.Abs(b)), (a, b, _) => T.Abs(a) < T.Abs(b) ? T.Zero : a),
            ["Select"] = ((a, b, c) => L.Select(L.LessThan(a, b), b, c), (a, b, c) => a < b ? b : c),
            ["AddBits"] = ((a, b, _) => L.AddBits(a, b), (a, b, _) => OfBits(a, b, (x, y) => x + y)),
            ["SubtractBits"] = ((a, b, _) => L.SubtractBits(a, b), (a, b, _) => OfBits(a, b, (x, y) => x - y)),
            ["MultiplyBits"] = ((a, b, _) => L.MultiplyBits(a, b), (a, b, _) => OfBits(a, b, (x, y) => x * y)),
            ["ShiftLeft"] = ((a, _, _) => L.ShiftLeft(a, 5), (a, _, _) => OfBits(a, a, (x, _) => x << 5)),
            ["ShiftRight"] = ((a, _, _) => L.ShiftRight(a, 16), (a, _, _) => OfBits(a, a, (x, _) => Unsigned(x) >>> 16)),
            ["ShiftRightArithmetic"] = ((a, _, _) => L.ShiftRightArithmetic(a, 23), (a, _, _) => OfBits(a, a, (x, _) => x >> 23)),
        };

    /// <summary>Applies a function of integers to the bits of numbers: for <see cref="float"/>, extended by their sign.</summary>
    private static T OfBits(T a, T b, Func<long, long, long> function) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<int, T>((int)function(Unsafe.BitCast<T, int>(a), Unsafe.BitCast<T, int>(b)))
        : Unsafe.BitCast<long, T>(function(Unsafe.BitCast<T, long>(a), Unsafe.BitCast<T, long>(b)));

    private static long SignBit => typeof(T) == typeof(float) ? int.MinValue : long.MinValue;

    private static long Unsigned(long bits) => typeof(T) == typeof(float) ? (uint)bits : bits;

    private static T Truth(bool isTrue) => OfBits(T.Zero, T.Zero, (_, _) => isTrue ? -1 : 0);

    private static T MultiplyAdd(T a, T b, T c) =>
        Fma.IsSupported || AdvSimd.IsSupported ? T.FusedMultiplyAdd(a, b, c) : (a * b) + c;
}

/// <summary>Functions without a scalar reference of the same bits.</summary>
internal static class LaneFunctions<L, T> where L : ILanes<L, T>
{
    public static readonly IReadOnlyDictionary<string, Func<L, L, L>> All = new Dictionary<string, Func<L, L, L>>
    {
        ["MinNative"] = L.MinNative,
        ["MaxNative"] = L.MaxNative,
        ["AtMostLargest"] = (a, _) => Lanes.AtMostLargest(a),
        ["Cbrt"] = (a, _) => L.Cbrt(a),
        ["Tanh"] = (a, _) => L.Tanh(a),
        ["Exp"] = (a, _) => L.Exp(a),
        ["Log"] = (a, _) => L.Log(a),
        ["Sin"] = (a, _) => L.Sin(a),
        ["Cos"] = (a, _) => L.Cos(a),
        ["Pow"] = L.Pow,
        ["Sigmoid"] = (a, _) => L.Sigmoid(a),
        ["Softplus"] = (a, _) => L.Softplus(a),
        ["ExpM1"] = (a, _) => L.ExpM1(a),
        ["LogP1"] = (a, _) => L.LogP1(a),
        ["Log of normal numbers"] = (a, _) => Elementary.LogOfUniform<L, T>(a),
        ["SinPi"] = (a, _) => Elementary.SinPi<L, T>(a),
    };
}
