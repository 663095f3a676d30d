namespace SamFast.Tests.Transforms;

[Optimizer<double>, Sgd(1), ReduceOnPlateau(patience: 2)]
internal sealed partial class Patient;

[Optimizer<double>, Sgd(1), ReduceOnPlateau(patience: 2, rtol: 0.01, atol: 0.5)]
internal sealed partial class Demanding;

/// <summary>The definition of an improvement, for losses of any sign.</summary>
public class PlateauTests
{
    [Theory, InlineData(1), InlineData(-1), InlineData(0), InlineData(-1e300), InlineData(1e300)]
    public void A_loss_that_stays_loses_a_factor_every_patience(double loss) =>
        Assert.Equal([1, 1, 0.1, 0.1, 0.01, 0.01], Scales(new Patient(1), _ => loss, 6), Near);

    [Fact]
    public void A_loss_below_zero_that_gets_worse_is_no_improvement() =>
        Assert.Equal([1, 1, 0.1, 0.1, 0.01, 0.01], Scales(new Patient(1), step => -1 + (1e-5 * step), 6), Near);

    [Theory, InlineData(-1), InlineData(1)]
    public void A_loss_that_falls_by_less_than_the_tolerance_is_no_improvement(double start) =>
        Assert.Equal([1, 1, 0.1, 0.1, 0.01, 0.01], Scales(new Patient(1), step => start - (1e-5 * step), 6), Near);

    [Theory, InlineData(-1), InlineData(1), InlineData(0.0015)]
    public void A_loss_that_falls_by_more_is_one_and_may_pass_zero(double start) =>
        Assert.Equal([1, 1, 1, 1, 1, 1], Scales(new Patient(1), step => start - (1e-3 * step), 6));

    [Theory]
    [InlineData(-100, -101.4, false)]
    [InlineData(-100, -101.6, true)]
    [InlineData(100, 98.6, false)]
    [InlineData(100, 98.4, true)]
    public void Both_tolerances_are_asked_for_on_either_side_of_zero(double first, double later, bool isBetter)
    {
        double[] scales = Scales(new Demanding(1), step => step == 0 ? first : later, 3);
        Assert.Equal(isBetter ? 1 : 0.1, scales[2], 1e-12);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-12;

    private static double[] Scales(ILossOptimizer<double> optimizer, Func<int, double> loss, int steps)
    {
        double[] scales = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            double[] parameter = [0];
            optimizer.Step(parameter, [1.0], loss(step));
            scales[step] = -parameter[0];
        }

        return scales;
    }
}
