namespace SamFast.Tests.Transforms.Averaging;

public class ScheduleFreeTests
{
    private const int Length = 21;

    [Fact]
    public void It_follows_the_three_sequences_of_the_paper()
    {
        const double Beta = 0.8, Decay = 0.05;
        var optimizer = new FreeSgd(Length);
        double[] parameters = Vectors.Uniform<double>(Length, 1), evaluated = new double[Length];
        double[] x = [.. parameters], y = [.. parameters], z = [.. parameters];
        double weights = 0;
        for (int t = 0; t < 12; t++)
        {
            double[] gradient = Vectors.Uniform<double>(Length, 70 + t);
            optimizer.Step(parameters, gradient);
            optimizer.CopyEvaluationParametersTo(parameters, evaluated);

            // The weight's rate is a step ahead of the one that is gone with.
            double rate = 0.2 * Math.Min(t, 4) / 4, ahead = 0.2 * Math.Min(t + 1, 4) / 4;
            weights += ahead * ahead;
            double share = ahead * ahead / weights;
            for (int i = 0; i < Length; i++)
            {
                z[i] -= rate * (gradient[i] + Decay * y[i]);
                x[i] = (1 - share) * x[i] + share * z[i];
                y[i] = Beta * x[i] + (1 - Beta) * z[i];
                Assert.Equal(y[i], parameters[i], 1e-13);
                Assert.Equal(x[i], evaluated[i], 1e-13);
            }
        }

        Assert.Equal(0.2, optimizer.LearningRate);
    }

    [Fact]
    public void One_learning_rate_drives_the_steps_and_their_weights()
    {
        var optimizer = new FreeAdamW(1);
        Assert.Equal(0.05, optimizer.LearningRate);
        Assert.Equal(
            ["B1", "B2", "Eps", "InitialScale", "LearningRate", "WeightLrPower"],
            typeof(FreeAdamW).GetProperties().Where(p => p.CanWrite && p.DeclaringType == typeof(FreeAdamW)
                && !p.SetMethod!.IsDefined(typeof(ObsoleteAttribute), false)).Select(p => p.Name).Order());
    }

    [Fact]
    public void While_the_learning_rate_is_0_nothing_moves()
    {
        var optimizer = new FreeAdamW(3) { LearningRate = 0 };
        float[] parameters = [1, -2, 3], evaluated = new float[3];
        optimizer.Step(parameters, [1, 1, 1]);
        optimizer.CopyEvaluationParametersTo(parameters, evaluated);
        Assert.Equal([1, -2, 3], parameters);
        Assert.Equal([1, -2, 3], evaluated);
    }
}
