namespace SamFast.Tests.Numerics;

/// <summary>The reference against numbers computed in arithmetic of 1,400 bits: a double, and the rest as a double.</summary>
public class PreciseTests
{
    [Fact]
    public void The_reference_has_a_hundred_bits()
    {
        AssertDigits(2.718281828459045, 1.4456468917292502e-16, Precise.Plain(Precise.Exp(1)));
        AssertDigits(1.2501528663867426e-09, 6.448235878237776e-26, Precise.Plain(Precise.Exp(-20.5)));
        AssertDigits(0.010050167084168058, -6.626590723327487e-19, Precise.ExpM1(0.01));
        AssertDigits(2.302585092994046, -2.1707562233822494e-16, Precise.Log(10));
        AssertDigits(9.094947017725146e-13, 2.5077212817525026e-37, Precise.Log(1 + Math.ScaleB(1, -40)));
        AssertDigits(8.673617379884035e-19, -3.76158192263132e-37, Precise.LogP1(Math.ScaleB(1, -60)));
        AssertDigits(0.2913126124515909, -6.4602656586469586e-18, Precise.Tanh(0.3));
        AssertDigits(-0.8522008497671888, -6.7806825896773284e-18, Precise.Sin(1e22));
        AssertDigits(-0.9999876894265599, -2.6032890267216748e-17, Precise.Cos(double.MaxValue));
        AssertDigits(1.0, -1.098476220074687e-37, Precise.Sin(5.319372648326541e+255));
        AssertDigits(1.7320508075688772, 1.0035084221806903e-16, Precise.Plain(Precise.Pow(3, 0.5)));
        AssertDigits(0.04742587317756678, -1.793305391834216e-19, Precise.Sigmoid(-3));
        AssertDigits(0.04858735157374206, -2.8911149045062954e-18, Precise.Softplus(-3));
    }

    private static void AssertDigits(double high, double low, Precise actual)
    {
        var difference = actual - new Precise(high, low);
        Assert.InRange(Math.Abs(difference.High / high), 0, Math.ScaleB(1, -96));
    }
}
