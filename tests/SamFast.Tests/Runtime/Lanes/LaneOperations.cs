using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Tests.Runtime;

/// <summary>The operations that are elementary: of lanes, and of single numbers.</summary>
internal static class LaneOperations<L, T> where L : ILanes<L> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly IReadOnlyDictionary<string, (Func<L, L, L, L> Lanes, Func<T, T, T, T> Numbers)> All =
        new Dictionary<string, (Func<L, L, L, L>, Func<T, T, T, T>)>
        {
            ["+"] = ((a, b, _) => a + b, (a, b, _) => a + b),
            ["-"] = ((a, b, _) => a - b, (a, b, _) => a - b),
            ["*"] = ((a, b, _) => a * b, (a, b, _) => a * b),
            ["/"] = ((a, b, _) => a / b, (a, b, _) => a / b),
            ["negative"] = ((a, _, _) => -a, (a, _, _) => OfBits(a, a, (x, _) => x ^ SignBit)),
            ["&"] = ((a, b, _) => a & b, (a, b, _) => OfBits(a, b, (x, y) => x & y)),
            ["|"] = ((a, b, _) => a | b, (a, b, _) => OfBits(a, b, (x, y) => x | y)),
            ["^"] = ((a, b, _) => a ^ b, (a, b, _) => OfBits(a, b, (x, y) => x ^ y)),
            ["~"] = ((a, _, _) => ~a, (a, _, _) => OfBits(a, a, (x, _) => ~x)),
            ["MultiplyAdd"] = ((a, b, c) => L.MultiplyAdd(a, b, c), MultiplyAdd),
            ["Divide"] = ((a, b, _) => L.Divide(a, b, Precision.Exact), (a, b, _) => a / b),
            ["Sqrt"] = ((a, _, _) => L.Sqrt(a), (a, _, _) => T.Sqrt(a)),
            ["Abs"] = ((a, _, _) => L.Abs(a), (a, _, _) => T.Abs(a)),
            ["Min"] = ((a, b, _) => L.Min(a, b), (a, b, _) => T.Min(a, b)),
            ["Max"] = ((a, b, _) => L.Max(a, b), (a, b, _) => T.Max(a, b)),
            ["CopySign"] = ((a, b, _) => L.CopySign(a, b), (a, b, _) => T.CopySign(a, b)),
            ["Equal"] = ((a, b, _) => L.Equal(a, b), (a, b, _) => Truth(a == b)),
            ["GreaterThan"] = ((a, b, _) => L.GreaterThan(a, b), (a, b, _) => Truth(a > b)),
            ["LessThan"] = ((a, b, _) => L.LessThan(a, b), (a, b, _) => Truth(a < b)),
            ["Select"] = ((a, b, c) => L.Select(L.LessThan(a, b), b, c), (a, b, c) => a < b ? b : c),
            ["AddBits"] = ((a, b, _) => L.AddBits(a, b), (a, b, _) => OfBits(a, b, (x, y) => x + y)),
            ["SubtractBits"] = ((a, b, _) => L.SubtractBits(a, b), (a, b, _) => OfBits(a, b, (x, y) => x - y)),
            ["MultiplyBits"] = ((a, b, _) => L.MultiplyBits(a, b), (a, b, _) => OfBits(a, b, (x, y) => x * y)),
            ["ShiftLeft"] = ((a, _, _) => L.ShiftLeft(a, 5), (a, _, _) => OfBits(a, a, (x, _) => x << 5)),
            ["ShiftRight"] = ((a, _, _) => L.ShiftRight(a, 16), (a, _, _) => OfBits(a, a, (x, _) => Unsigned(x) >>> 16)),
            ["ShiftRightArithmetic"] = ((a, _, _) => L.ShiftRightArithmetic(a, 23), (a, _, _) => OfBits(a, a, (x, _) => x >> 23)),
        };

    /// <summary>The number with the bits that a function of two integers gives; those of <see cref="float"/> are extended by their
    /// sign, and the upper half of the result is dropped.</summary>
    private static T OfBits(T a, T b, Func<long, long, long> function) => typeof(T) == typeof(float)
        ? Unsafe.BitCast<int, T>((int)function(Unsafe.BitCast<T, int>(a), Unsafe.BitCast<T, int>(b)))
        : Unsafe.BitCast<long, T>(function(Unsafe.BitCast<T, long>(a), Unsafe.BitCast<T, long>(b)));

    private static long SignBit => typeof(T) == typeof(float) ? int.MinValue : long.MinValue;

    private static long Unsigned(long bits) => typeof(T) == typeof(float) ? (uint)bits : bits;

    private static T Truth(bool isTrue) => OfBits(T.Zero, T.Zero, (_, _) => isTrue ? -1 : 0);

    private static T MultiplyAdd(T a, T b, T c) =>
        Fma.IsSupported || AdvSimd.IsSupported ? T.FusedMultiplyAdd(a, b, c) : (a * b) + c;
}

/// <summary>The functions that are made of operations.</summary>
internal static class LaneFunctions<L> where L : ILanes<L>
{
    public static readonly IReadOnlyDictionary<string, Func<L, L, L>> All = new Dictionary<string, Func<L, L, L>>
    {
        ["MinNative"] = L.MinNative,
        ["MaxNative"] = L.MaxNative,
        ["Sign"] = (a, _) => Lanes.Sign(a),
        ["FlushBelow"] = (a, b) => Lanes.FlushBelow(a, L.Abs(b)),
        ["IsFinite"] = (a, _) => Lanes.IsFinite(a),
        ["AtMostLargest"] = (a, _) => Lanes.AtMostLargest(a),
        ["Cbrt"] = (a, _) => Lanes.Cbrt(a),
        ["Tanh"] = (a, _) => Lanes.Tanh(a),
        ["Exp"] = (a, _) => Lanes.Exp(a),
        ["Log"] = (a, _) => Lanes.Log(a),
        ["LogOnePlus"] = (a, _) => Lanes.LogOnePlus(a),
        ["Log of normal numbers"] = (a, _) => Elementary.Log(a),
        ["SinPi"] = (a, _) => Elementary.SinPi(a),
    };
}
