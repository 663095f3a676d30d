using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Authoring;

/// <summary>Functions that turn uniform numbers into normal ones: few instructions, each lane by itself.</summary>
internal static class Elementary
{
    private const int SingleFraction = 23, DoubleFraction = 52;

    /// <summary>The natural logarithm of positive normal numbers, within a few units in the last place; of anything else, an
    /// unspecified number.</summary>
    /// <param name="value">Positive normal numbers.</param>
    /// <remarks>ln(m·2ᵉ) = e·ln 2 + 2·artanh((m − 1) ÷ (m + 1)) with m around 1, artanh by the minimax
    /// coefficients of Remez' algorithm.</remarks>
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
        Vector256<T> series;
        if (typeof(T) == typeof(float))
        {
            series = MultiplyAdd(square, Constant<T>(0.149359316), Constant<T>(0.199887678));
            series = MultiplyAdd(square, series, Constant<T>(0.333333880));
        }
        else
        {
            series = MultiplyAdd(square, Constant<T>(0.073980530163323165), Constant<T>(0.07657017885388803));
            series = MultiplyAdd(square, series, Constant<T>(0.09091782434740872));
            series = MultiplyAdd(square, series, Constant<T>(0.11111099281712043));
            series = MultiplyAdd(square, series, Constant<T>(0.1428571437123779));
            series = MultiplyAdd(square, series, Constant<T>(0.19999999999707207));
            series = MultiplyAdd(square, series, Constant<T>(0.3333333333333367));
        }

        var twice = ratio + ratio;
        return MultiplyAdd(exponent, Constant<T>(0.69314718055994531), MultiplyAdd(twice * square, series, twice));
    }

    /// <summary>sin(πx) for x in [−½, ½], by the minimax coefficients of Remez' algorithm, within a few units in the last
    /// place.</summary>
    /// <param name="value">x, in [−½, ½].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> SinPi<T>(Vector256<T> value)
    {
        var angle = Constant<T>(Math.PI) * value;
        var square = angle * angle;
        Vector256<T> series;
        if (typeof(T) == typeof(float))
        {
            series = MultiplyAdd(square, Constant<T>(2.6057656835660575e-6), Constant<T>(-1.9809596509522918e-4));
            series = MultiplyAdd(square, series, Constant<T>(8.333066164503272e-3));
            series = MultiplyAdd(square, series, Constant<T>(-0.16666659547504345));
        }
        else
        {
            series = MultiplyAdd(square, Constant<T>(-7.373317219042711e-13), Constant<T>(1.604809320545895e-10));
            series = MultiplyAdd(square, series, Constant<T>(-2.5051880204829606e-8));
            series = MultiplyAdd(square, series, Constant<T>(2.7557316599490508e-6));
            series = MultiplyAdd(square, series, Constant<T>(-1.9841269825048027e-4));
            series = MultiplyAdd(square, series, Constant<T>(8.333333333285512e-3));
            series = MultiplyAdd(square, series, Constant<T>(-0.16666666666666186));
        }

        return MultiplyAdd(angle * square, series, angle);
    }

    /// <summary>A number in every lane, rounded to the lanes' type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Constant<T>(double value) => typeof(T) == typeof(float)
        ? Vector256.Create((float)value).As<float, T>()
        : Vector256.Create(value).As<double, T>();

    /// <summary>a·b + c, rounded twice, with the same result on processors with and without fused multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c) => (a * b) + c;
}
