using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Operations on blocks of 64 bytes, for the loops of the library itself: the same order of sums on every processor.</summary>
internal static partial class Blocks
{
    /// <summary>a·b + c, rounded once where the processor fuses the two operations.</summary>
    /// <remarks><see cref="Vector512.MultiplyAddEstimate(Vector512{float}, Vector512{float}, Vector512{float})"/> and not
    /// <c>FusedMultiplyAdd</c>: without hardware support the latter is a software call for each element.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(a.As<T, float>(), b.As<T, float>(), c.As<T, float>()).As<float, T>()
        : Vector512.MultiplyAddEstimate(a.As<T, double>(), b.As<T, double>(), c.As<T, double>()).As<double, T>();

    /// <summary>eˣ.</summary>
    /// <inheritdoc cref="ILanes{L}.Exp"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Exp<T>(Vector512<T> value) => Lanes512<T>.Exp(new(value)).Vector;

    /// <summary>The natural logarithm.</summary>
    /// <inheritdoc cref="ILanes{L}.Log"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Log<T>(Vector512<T> value) => Lanes512<T>.Log(new(value)).Vector;

    /// <summary>The natural logarithm of a number: the same bits with every C library.</summary>
    public static double Log(double value) => Log(Vector512.Create(value)).ToScalar();

    /// <summary>A number in every lane, rounded to the lanes' type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Constant<T>(double value) => Lanes512<T>.Create(value).Vector;

    /// <summary>The largest finite number of the lanes' type.</summary>
    internal static double Largest<T>() => typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue;

    /// <summary>True if a number has full precision in the lanes' type: 0, or neither subnormal nor beyond the largest number.
    /// True for NaN and the infinities.</summary>
    internal static bool IsNormal<T>(double value)
    {
        const double SmallestSingle = 1.1754943508222875e-38, SmallestDouble = 2.2250738585072014e-308;
        double magnitude = Math.Abs(value);
        return !(magnitude > Largest<T>() && double.IsFinite(value))
            && !(magnitude < (typeof(T) == typeof(float) ? SmallestSingle : SmallestDouble) && value != 0);
    }

    /// <inheritdoc cref="ILanes{L}.LogP1"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> LogP1<T>(Vector512<T> value) => Lanes512<T>.LogP1(new(value)).Vector;

    /// <summary>Keeps the first <paramref name="count"/> lanes and sets the others to <paramref name="other"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> FirstOr<T>(Vector512<T> value, int count, Vector512<T> other)
    {
        if (Unsafe.SizeOf<T>() == sizeof(double))
            return Vector512.ConditionalSelect(
                Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>(), value, other);
        return Vector512.ConditionalSelect(
            Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).As<int, T>(), value, other);
    }

    /// <summary>The largest lane, or NaN if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Max<T>(Vector512<T> value)
    {
        var half = Vector256.Max(value.GetLower(), value.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        if (typeof(T) == typeof(double))
        {
            var pair = quarter.As<T, double>();
            return Math.Max(pair.GetElement(0), pair.GetElement(1));
        }

        var four = quarter.As<T, float>();
        return MathF.Max(
            MathF.Max(four.GetElement(0), four.GetElement(1)), MathF.Max(four.GetElement(2), four.GetElement(3)));
    }

    /// <summary>Sums the lanes in double, in one fixed order on every processor.</summary>
    internal static double Sum<T>(Vector512<T> value)
    {
        var lanes = Vector512<double>.Zero;
        if (typeof(T) == typeof(float))
        {
            var (lower, upper) = Vector512.Widen(value.As<T, float>());
            lanes = lower + upper;
        }
        else
        {
            lanes = value.As<T, double>();
        }

        var half = lanes.GetLower() + lanes.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return quarter.GetElement(0) + quarter.GetElement(1);
    }
}
