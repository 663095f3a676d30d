using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Functions that turn uniform numbers into normal ones: few instructions, each lane by itself.</summary>
internal static class Elementary
{
    private const int SingleFraction = 23, DoubleFraction = 52;

    /// <summary>The natural logarithm of positive normal numbers, within a few units in the last place; of anything else, an
    /// unspecified number.</summary>
    /// <param name="value">Positive normal numbers.</param>
    /// <remarks>ln(m·2ᵉ) = e·ln 2 + 2·artanh((m − 1) ÷ (m + 1)) with m around 1, artanh by its series.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Log<T>(Vector256<T> value)
    {
        Vector256<T> exponent, fraction;
        if (typeof(T) == typeof(float))
        {
            var root = Vector256.Create(0.70710678f).AsInt32();
            var above = value.As<T, int>() - root;
            exponent = Vector256.ConvertToSingle(above >> SingleFraction).As<float, T>();
            fraction = ((above & Vector256.Create((1 << SingleFraction) - 1)) + root).As<int, T>();
        }
        else
        {
            var root = Vector256.Create(0.70710678118654752).AsInt64();
            var above = value.As<T, long>() - root;
            exponent = Vector256.ConvertToDouble(above >> DoubleFraction).As<double, T>();
            fraction = ((above & Vector256.Create((1L << DoubleFraction) - 1)) + root).As<long, T>();
        }

        var one = Vector256<T>.One;
        var ratio = (fraction - one) / (fraction + one);
        var square = ratio * ratio;
        var series = Constant<T>(1.0 / 9);
        if (typeof(T) == typeof(double))
        {
            series = MultiplyAdd(square, Constant<T>(1.0 / 21), Constant<T>(1.0 / 19));
            series = MultiplyAdd(square, series, Constant<T>(1.0 / 17));
            series = MultiplyAdd(square, series, Constant<T>(1.0 / 15));
            series = MultiplyAdd(square, series, Constant<T>(1.0 / 13));
            series = MultiplyAdd(square, series, Constant<T>(1.0 / 11));
            series = MultiplyAdd(square, series, Constant<T>(1.0 / 9));
        }

        series = MultiplyAdd(square, series, Constant<T>(1.0 / 7));
        series = MultiplyAdd(square, series, Constant<T>(1.0 / 5));
        series = MultiplyAdd(square, series, Constant<T>(1.0 / 3));
        var twice = ratio + ratio;
        return MultiplyAdd(exponent, Constant<T>(0.69314718055994531), MultiplyAdd(twice * square, series, twice));
    }

    /// <summary>sin(πx) for x in [−½, ½], by its series, within a few units in the last place.</summary>
    /// <param name="value">x, in [−½, ½].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> SinPi<T>(Vector256<T> value)
    {
        var angle = Constant<T>(Math.PI) * value;
        var square = angle * angle;
        var series = Constant<T>(1.0 / 6_227_020_800);
        if (typeof(T) == typeof(double))
        {
            series = MultiplyAdd(square, Constant<T>(1.0 / 5.109094217170944e19), Constant<T>(-1.0 / 121_645_100_408_832_000));
            series = MultiplyAdd(square, series, Constant<T>(1.0 / 355_687_428_096_000));
            series = MultiplyAdd(square, series, Constant<T>(-1.0 / 1_307_674_368_000));
            series = MultiplyAdd(square, series, Constant<T>(1.0 / 6_227_020_800));
        }

        series = MultiplyAdd(square, series, Constant<T>(-1.0 / 39_916_800));
        series = MultiplyAdd(square, series, Constant<T>(1.0 / 362_880));
        series = MultiplyAdd(square, series, Constant<T>(-1.0 / 5_040));
        series = MultiplyAdd(square, series, Constant<T>(1.0 / 120));
        series = MultiplyAdd(square, series, Constant<T>(-1.0 / 6));
        return MultiplyAdd(angle * square, series, angle);
    }

    /// <summary>A number in every lane, rounded to the lanes' type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Constant<T>(double value) => typeof(T) == typeof(float)
        ? Vector256.Create((float)value).As<float, T>()
        : Vector256.Create(value).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c) => typeof(T) == typeof(float)
        ? Vector256.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
        : Vector256.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
}
