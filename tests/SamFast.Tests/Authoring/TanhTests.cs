namespace SamFast.Tests;

public class TanhTests
{
    private static readonly double[] s_values =
    [
        0, 1e-300, 1e-20, 1e-5, 0.1, 0.5, 0.6249, 0.625, 0.6251, 0.9, 1, 2, 5, 9, 12, 19, 22, 50, 1e3, 1e300, double.PositiveInfinity,
        .. Enumerable.Range(1, 2000).Select(i => i / 100.0), .. Enumerable.Range(1, 1000).Select(i => i / 1500.0),
    ];

    [Fact]
    public void The_hyperbolic_tangent_is_right_to_a_few_units_in_the_last_place_in_double()
    {
        foreach (double x in s_values.SelectMany(x => new[] { x, -x }))
        {
            double expected = Math.Tanh(x), actual = Tanh(x);
            Assert.InRange(Math.Abs(actual - expected), 0, 1e-15 * Math.Abs(expected));
        }
    }

    [Fact]
    public void The_hyperbolic_tangent_is_right_to_a_few_units_in_the_last_place_in_float()
    {
        foreach (float x in s_values.SelectMany(x => new[] { (float)x, -(float)x }))
        {
            double expected = Math.Tanh(x), actual = Tanh(x);
            Assert.InRange(Math.Abs(actual - expected), 0, 5e-7 * Math.Abs(expected));
        }
    }

    [Fact]
    public void The_hyperbolic_tangent_of_NaN_is_NaN_and_zeros_keep_their_signs()
    {
        Assert.Equal(double.NaN, Tanh(double.NaN));
        Assert.Equal(float.NaN, Tanh(float.NaN));
        Assert.True(double.IsNegative(Tanh(-0.0)));
        Assert.False(double.IsNegative(Tanh(0.0)));
    }

    private static double Tanh(double x) => Lanes512<double>.Tanh(Lanes512<double>.Create(x)).Vector[0];

    private static float Tanh(float x) => Lanes512<float>.Tanh(Lanes512<float>.Create(x)).Vector[0];
}
