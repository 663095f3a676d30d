using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Elementary functions of lanes: for kernels, losses, and the conversion of uniform random numbers to normal ones.</summary>
internal static partial class Elementary
{
    private const int SingleFraction = 23, DoubleFraction = 52;

    /// <summary>The natural logarithm of positive normal numbers, within a few units in the last place; of anything else, an
    /// unspecified number.</summary>
    /// <param name="value">Positive normal numbers.</param>
    /// <remarks>ln(m·2ᵉ) = e·ln 2 + 2·artanh((m − 1) ÷ (m + 1)) with m around 1, artanh by the minimax
    /// coefficients of Remez' algorithm.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L LogOfUniform<L, T>(L value) where L : ILanes<L, T>
    {
        L exponent, fraction;
        if (typeof(T) == typeof(double))
        {
            var root = L.CreateBits(BitConverter.DoubleToInt64Bits(0.70710678118654752));
            var above = L.SubtractBits(value, root);

            // The exponent plus 2048, which is positive, under the bits of 1.5·2⁵²: faster than a conversion.
            const double Magic = 6755399441055744;
            var raised = L.ShiftRight(L.AddBits(above, L.CreateBits(2048L << DoubleFraction)), DoubleFraction);
            exponent = L.AddBits(raised, L.CreateBits(BitConverter.DoubleToInt64Bits(Magic))) - L.Create(Magic + 2048);
            fraction = L.AddBits(above & L.CreateBits((1L << DoubleFraction) - 1), root);
        }
        else
        {
            var root = L.CreateBits(BitConverter.SingleToInt32Bits(0.70710678f));
            var above = L.SubtractBits(value, root);
            exponent = L.ConvertBits(L.ShiftRightArithmetic(above, SingleFraction));
            fraction = L.AddBits(above & L.CreateBits((1 << SingleFraction) - 1), root);
        }

        var ratio = (fraction - L.One) / (fraction + L.One);
        var square = ratio * ratio;
        L series;
        if (typeof(T) == typeof(double))
        {
            series = MultiplyAdd(square, L.Create(0.073980530163323165), L.Create(0.07657017885388803));
            series = MultiplyAdd(square, series, L.Create(0.09091782434740872));
            series = MultiplyAdd(square, series, L.Create(0.11111099281712043));
            series = MultiplyAdd(square, series, L.Create(0.1428571437123779));
            series = MultiplyAdd(square, series, L.Create(0.19999999999707207));
            series = MultiplyAdd(square, series, L.Create(0.3333333333333367));
        }
        else
        {
            series = MultiplyAdd(square, L.Create(0.149359316), L.Create(0.199887678));
            series = MultiplyAdd(square, series, L.Create(0.333333880));
        }

        var twice = ratio + ratio;
        return MultiplyAdd(exponent, L.Create(0.69314718055994531), MultiplyAdd(twice * square, series, twice));
    }

    /// <summary>sin(πx) for x in [−½, ½], by the minimax coefficients of Remez' algorithm, within a few units in the last
    /// place.</summary>
    /// <param name="value">x, in [−½, ½].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SinPi<L, T>(L value) where L : ILanes<L, T>
    {
        var angle = L.Create(Math.PI) * value;
        var square = angle * angle;
        L series;
        if (typeof(T) == typeof(double))
        {
            series = MultiplyAdd(square, L.Create(-7.373317219042711e-13), L.Create(1.604809320545895e-10));
            series = MultiplyAdd(square, series, L.Create(-2.5051880204829606e-8));
            series = MultiplyAdd(square, series, L.Create(2.7557316599490508e-6));
            series = MultiplyAdd(square, series, L.Create(-1.9841269825048027e-4));
            series = MultiplyAdd(square, series, L.Create(8.333333333285512e-3));
            series = MultiplyAdd(square, series, L.Create(-0.16666666666666186));
        }
        else
        {
            series = MultiplyAdd(square, L.Create(2.6057656835660575e-6), L.Create(-1.9809596509522918e-4));
            series = MultiplyAdd(square, series, L.Create(8.333066164503272e-3));
            series = MultiplyAdd(square, series, L.Create(-0.16666659547504345));
        }

        return MultiplyAdd(angle * square, series, angle);
    }

    /// <summary>a·b + c, rounded twice, with the same result on processors with and without fused multiply-add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L MultiplyAdd<L>(L a, L b, L c) where L : ILanes<L> => (a * b) + c;
}
