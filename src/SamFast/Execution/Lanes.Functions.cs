using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Lanes
{
    /// <summary>A number in every lane, rounded to the lanes' type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Constant<T>(double value)
    {
        if (typeof(T) == typeof(float))
            return Vector512.Create((float)value).As<float, T>();
        return Vector512.Create(value).As<double, T>();
    }

    /// <summary>Infinity becomes the largest finite number, so that its difference from another number is one, too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> AtMostLargest<T>(Vector512<T> value) =>
        Vector512.MinNative(value, typeof(T) == typeof(float) ? Vector512.Create(float.MaxValue).As<float, T>() : Vector512.Create(double.MaxValue).As<double, T>());

    /// <summary>eˣ, in each lane whatever is in the others.</summary>
    /// <remarks>Where a lane is beyond ±708 or NaN, <see cref="Vector512.Exp(Vector512{double})"/> computes all of them in
    /// another way: it never sees one. Beyond, eˣ is the square of the root.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Exp<T>(Vector512<T> value)
    {
        if (typeof(T) == typeof(float))
            return Vector512.Exp(value.As<T, float>()).As<float, T>();

        var x = value.As<T, double>();
        var isNear = Vector512.LessThanOrEqual(Vector512.Abs(x), Vector512.Create(708.0));
        var half = Vector512.Min(Vector512.Max(0.5 * x, Vector512.Create(-400.0)), Vector512.Create(400.0));
        var isNaN = Vector512.IsNaN(x);
        var root = Vector512.Exp(Vector512.ConditionalSelect(
            isNear, x, Vector512.ConditionalSelect(isNaN, Vector512<double>.Zero, half)));
        var power = Vector512.ConditionalSelect(isNear, root, root * root);
        return Vector512.ConditionalSelect(isNaN, x, power).As<double, T>();
    }

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Log<T>(Vector512<T> value)
    {
        if (typeof(T) == typeof(float))
            return Vector512.Log(value.As<T, float>()).As<float, T>();
        return Vector512.Log(value.As<T, double>()).As<double, T>();
    }

    /// <summary>ln(1 + z) for z between −¾ and 1, accurate for small z too.</summary>
    /// <remarks>What is lost when 1 + z is rounded to u is (z − (u − 1)), and the logarithm's slope there is 1/u.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> LogOnePlus<T>(Vector512<T> z)
    {
        var u = Vector512<T>.One + z;
        return Log(u) + ((z - (u - Vector512<T>.One)) / u);
    }

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
}
