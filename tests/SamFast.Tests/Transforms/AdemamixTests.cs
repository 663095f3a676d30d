namespace SamFast.Tests.Transforms;

[Optimizer<double>, Ademamix(0.01), Linear(0.9, 0.99, 4, Of = "b3"), Linear(0, 5, 8, Of = "alpha")]
public sealed partial class WarmedUpAdemamix;

public class AdemamixTests
{
    [Fact]
    public void Schedules_drive_the_decay_and_the_weight_of_the_slow_average()
    {
        const int Length = 19;
        var optimizer = new WarmedUpAdemamix(Length);
        double[] parameters = new double[Length], expected = new double[Length];
        double[] fast = new double[Length], slow = new double[Length], v = new double[Length];
        for (int t = 0; t < 12; t++)
        {
            double[] gradient = Vectors.Uniform<double>(Length, t);
            optimizer.Step(parameters, gradient);
            double b3 = 0.9 + 0.09 * Math.Min(t, 4) / 4, alpha = 5.0 * Math.Min(t, 8) / 8;
            for (int i = 0; i < Length; i++)
            {
                fast[i] = 0.9 * fast[i] + 0.1 * gradient[i];
                slow[i] = b3 * slow[i] + (1 - b3) * gradient[i];
                v[i] = 0.999 * v[i] + 0.001 * gradient[i] * gradient[i];
                double corrected = fast[i] / (1 - Math.Pow(0.9, t + 1)), root = Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t + 1)));
                expected[i] -= 0.01 * (corrected + alpha * slow[i]) / (root + 1e-8);
                Assert.Equal(expected[i], parameters[i], 1e-13);
            }
        }
    }
}
