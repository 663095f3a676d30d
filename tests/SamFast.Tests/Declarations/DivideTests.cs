using System.Runtime.Intrinsics;

namespace SamFast.Tests.Declarations;

/// <summary>The accuracy and the special values of <see cref="Lanes512{T}.Divide"/>.</summary>
public class DivideTests
{
    private const double Bound = 1.0 / (1 << 22);

    private static readonly float[] _special =
        [0f, -0f, 1f, -3f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MaxValue, 1.5e-38f];

    [Fact]
    public void The_relative_error_of_a_fast_division_is_below_its_bound_at_every_magnitude()
    {
        var random = new Random(11);
        for (int exponent = -125; exponent <= 125; exponent++)
        {
            for (int k = 0; k < 400; k++)
            {
                float b = Signed(random, exponent);
                float a = Signed(random, Math.Clamp(exponent + random.Next(-60, 61), -125, 126));
                double exact = (double)a / b;
                if (Math.Abs(exact) is < 2.4e-38 or > 3.3e38)
                    continue;
                Assert.InRange(Math.Abs(Divide(a, b) - exact) / Math.Abs(exact), 0, Bound);
            }
        }
    }

    [Fact]
    public void Every_mantissa_is_divided_within_the_bound()
    {
        for (int mantissa = 0; mantissa < 1 << 23; mantissa += 16 * 7)
        {
            var b = (Vector512.Create(0x3F80_0000 + mantissa) + Vector512<int>.Indices * 7).AsSingle();
            var quotient = Lanes512<float>.Divide(Lanes512<float>.One, new(b), Precision.Fast);
            for (int lane = 0; lane < 16; lane++)
            {
                double divisor = b[lane];
                Assert.InRange(Math.Abs(quotient.Vector[lane] * divisor - 1), 0, Bound);
            }
        }
    }

    [Fact]
    public void Zero_infinity_and_NaN_are_divided_as_ever()
    {
        foreach (float a in _special)
        {
            foreach (float b in _special)
            {
                float expected = a / b, actual = Divide(a, b);
                bool isSpecial = !float.IsNormal(expected);
                Assert.True(
                    isSpecial ? expected.Equals(actual) : Math.Abs(actual / expected - 1) < 2 * Bound,
                    $"{a} / {b}: expected {expected}, got {actual}");
            }
        }
    }

    [Theory, InlineData(1e-45f), InlineData(2e-39f)]
    public void A_tiny_divisor_counts_as_zero_or_is_divided_by(float b)
    {
        float quotient = Divide(1f, b);
        Assert.True(float.IsPositiveInfinity(quotient), $"1 / {b} = {quotient}");
        Assert.True(float.IsNegativeInfinity(Divide(-1f, b)));
    }

    [Fact]
    public void A_subnormal_divisor_whose_reciprocal_is_finite_is_divided_by_within_the_bound()
    {
        const float B = 1e-38f;
        Assert.False(float.IsNormal(B));
        Assert.InRange(Math.Abs(Divide(3f, B) / (3.0 / B) - 1), 0, Bound);
    }

    [Fact]
    public void A_fast_division_of_doubles_has_the_bits_of_the_operator()
    {
        var random = new Random(5);
        for (int k = 0; k < 1000; k++)
        {
            double a = Signed(random, random.Next(-126, 127)), b = Signed(random, random.Next(-126, 127));
            Assert.Equal(a / b, Lanes512<double>.Divide(Lanes512<double>.Create(a), Lanes512<double>.Create(b), Precision.Fast).Vector[3]);
        }
    }

    private static float Divide(float a, float b) =>
        Lanes512<float>.Divide(Lanes512<float>.Create(a), Lanes512<float>.Create(b), Precision.Fast).Vector[5];

    private static float Signed(Random random, int exponent) =>
        (random.Next(2) == 0 ? 1 : -1) * MathF.ScaleB(1 + random.NextSingle(), exponent);
}
