namespace SamFast.Tests.Sharpness.Variants;

/// <summary>Micro-batches: each with a climb of its own (m-SAM), or all with one.</summary>
public class MicroBatchTests
{
    private const int Batches = 3;

    [Fact]
    public void Gathered_in_the_outer_optimizer_each_micro_batch_has_its_own_perturbation() =>
        Follow(Transcriptions.MicroBatches, () => [new MicroBatchSam(Problem.Layout), new OpaqueMicroBatchSam(Problem.Layout)], Periods);

    [Fact]
    public void Gathered_around_SAM_all_micro_batches_have_one_perturbation() =>
        Follow(Transcriptions.Gathered, () => [new GatheredSam(Problem.Layout)], Points);

    [Fact]
    public void Opaque_SAM_has_one_perturbation_for_the_sum_of_its_gradient_function() =>
        Follow(Transcriptions.Gathered, () => [new OpaqueSam(Problem.Layout)], Sums);

    [Fact]
    public void In_both_modes_each_micro_batch_has_the_same_perturbation_bit_for_bit()
    {
        object[] optimizers = [new MicroBatchSam(Problem.Layout), new OpaqueMicroBatchSam(Problem.Layout)];
        double[][] parameters = [Problem.Start, Problem.Start];
        for (int step = 0; step < 50; step++)
        {
            for (int i = 0; i < optimizers.Length; i++)
                Periods(optimizers[i], parameters[i], Micro(Problem.Wells, step));
            Bits.AssertSame<double>(parameters[0], parameters[1]);
        }
    }

    [Fact]
    public void The_two_are_different_algorithms()
    {
        double[] own = Problem.Start, one = Problem.Start;
        Transcriptions.MicroBatches()(own, Micro(Problem.Logistic, 0));
        Transcriptions.Gathered()(one, Micro(Problem.Logistic, 0));
        Assert.True(own.Zip(one, (a, b) => Math.Abs(a - b)).Max() > 1e-5);
    }

    private static void Follow(
        Func<Action<double[], Func<double[], double[]>[]>> paper, Func<object[]> declared,
        Action<object, double[], Func<double[], double[]>[]> step)
    {
        foreach (var problem in new BatchGradient[] { Problem.Logistic, Problem.Wells })
        {
            foreach (object optimizer in declared())
            {
                var transcription = paper();
                double[] expected = Problem.Start, actual = Problem.Start;
                for (int i = 0; i < 200; i++)
                {
                    transcription(expected, Micro(problem, i));
                    step(optimizer, actual, Micro(problem, i));
                    for (int k = 0; k < Problem.Length; k++)
                        Assert.Equal(0, (actual[k] - expected[k]) / Math.Max(1e-3, Math.Abs(expected[k])), 1e-10);
                }
            }
        }
    }

    private static Func<double[], double[]>[] Micro(BatchGradient problem, int step) =>
        [.. Enumerable.Range(Batches * step, Batches)
            .Select(batch => new Func<double[], double[]>(point => problem(point, batch)))];

    /// <summary>A period for each micro-batch.</summary>
    private static void Periods(object optimizer, double[] parameters, Func<double[], double[]>[] gradients)
    {
        foreach (var gradient in gradients)
            VariantTests.Step(optimizer, parameters, gradient);
    }

    /// <summary>All micro-batches at each point.</summary>
    private static void Points(object optimizer, double[] parameters, Func<double[], double[]>[] gradients)
    {
        for (int point = 0; point < 2; point++)
        {
            foreach (var gradient in gradients)
                ((ITransparentSam<double>)optimizer).Step(parameters, gradient(parameters));
        }
    }

    private static void Sums(object optimizer, double[] parameters, Func<double[], double[]>[] gradients) =>
        ((IOpaqueSam<double>)optimizer).Step(parameters, (point, result) =>
        {
            result.Clear();
            foreach (var gradient in gradients)
            {
                double[] own = gradient(point.ToArray());
                for (int i = 0; i < own.Length; i++)
                    result[i] += own[i] / Batches;
            }
        });
}
