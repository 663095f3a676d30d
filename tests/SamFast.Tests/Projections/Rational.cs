using System.Numerics;

namespace SamFast.Tests;

/// <summary>An exact quotient of integers: what a formula gives without rounding and without a range.</summary>
internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator) : IComparable<Rational>
{
    /// <summary>The smallest positive double is 2⁻¹⁰⁷⁴.</summary>
    private const int Smallest = 1074;

    public static Rational Zero => new(0, 1);

    public static implicit operator Rational(double value)
    {
        if (value == 0)
            return Zero;
        int exponent = Math.Max(Math.ILogB(value) - 52, -Smallest);
        var integer = new BigInteger(Math.ScaleB(value, -exponent));
        return exponent < 0 ? new(integer, BigInteger.One << -exponent) : new(integer << exponent, 1);
    }

    public static Rational operator +(Rational a, Rational b) => a.Denominator == b.Denominator
        ? new(a.Numerator + b.Numerator, a.Denominator)
        : new((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Rational operator /(Rational a, Rational b) => b.Numerator.Sign < 0
        ? new(-a.Numerator * b.Denominator, a.Denominator * -b.Numerator)
        : new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public int CompareTo(Rational other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>The sum, over a common denominator that is a power of two.</summary>
    public static Rational Sum(IEnumerable<double> values)
    {
        BigInteger sum = 0;
        foreach (double value in values)
        {
            Rational exact = value;
            sum += exact.Numerator * ((BigInteger.One << Smallest) / exact.Denominator);
        }

        return new(sum, BigInteger.One << Smallest);
    }

    /// <summary>The nearest double, but for an error of 2⁻⁶⁰ of it; infinite beyond its range.</summary>
    public double ToDouble()
    {
        if (Numerator.IsZero)
            return 0;
        int shift = (int)(Numerator.GetBitLength() - Denominator.GetBitLength()) - 62;
        var quotient = shift > 0 ? Numerator / (Denominator << shift) : (Numerator << -shift) / Denominator;
        return Math.ScaleB((double)quotient, shift);
    }
}
