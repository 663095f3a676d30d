using System.Numerics;

namespace SamFast.Tests.Numerics;

internal readonly partial record struct Precise
{
    private const int Scale = 1400;

    /// <summary>π ÷ 2 · 2¹⁴⁰⁰, by Machin's formula.</summary>
    private static readonly BigInteger s_halfPi = ((8 * ArcCotangent(5)) - (2 * ArcCotangent(239))) >> 64;

    public static Precise Sin(double x) => Wave(x, 0);

    public static Precise Cos(double x) => Wave(x, 1);

    /// <summary>sin(x + quarters·π ÷ 2), after an exact division by π ÷ 2.</summary>
    private static Precise Wave(double x, int quarters)
    {
        Precise r = x;
        if (Math.Abs(x) > 0.7)
        {
            int exponent = Math.ILogB(x) - 52;
            var argument = new BigInteger(Math.ScaleB(x, -exponent)) << (exponent + Scale);
            var n = BigInteger.Divide((argument << 1) + (s_halfPi * argument.Sign), s_halfPi << 1);
            var rest = argument - (n * s_halfPi);
            quarters += (int)(n & 3);
            int shift = (int)BigInteger.Abs(rest).GetBitLength() - 120;
            var top = rest >> shift;
            double high = (double)top;
            r = new(Math.ScaleB(high, shift - Scale), Math.ScaleB((double)(top - new BigInteger(high)), shift - Scale));
        }

        var result = (quarters & 1) == 0 ? r * Series(r, 1) : Series(r, 0);
        return (quarters & 2) == 0 ? result : -result;
    }

    /// <summary>cos r for first = 0, and sin r ÷ r for first = 1.</summary>
    private static Precise Series(Precise r, int first)
    {
        var (square, sum) = (r * r, One);
        for (int k = 30 + first; k > 1; k -= 2)
            sum = One - (square * sum / (k * (k - 1)));
        return sum;
    }

    /// <summary>arccot n · 2¹⁴⁶⁴.</summary>
    private static BigInteger ArcCotangent(int n)
    {
        var term = (BigInteger.One << (Scale + 64)) / n;
        var sum = term;
        for (int k = 3; !term.IsZero; k += 2)
        {
            term /= -n * n;
            sum += term / k;
        }

        return sum;
    }
}
