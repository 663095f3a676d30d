namespace SamFast.Tests.Authoring;

/// <summary>Measures and coefficients of the last step are properties.</summary>
[Collection(AllocationTests.Alone)]
public class ReportTests
{
    private static readonly Layout s_layout = [new("w", [2, 2], "weights"), new("b", [2], "biases")];

    private readonly float[] _parameters = [1, 2, 3, 4, 5, 6];
    private readonly float[] _gradients = [3, 0, 0, 0, 4, 0];

    [Fact]
    public void The_norm_of_the_gradient_is_that_before_clipping()
    {
        var optimizer = new Clipping(6);
        Assert.Equal(0, optimizer.GradientNorm);
        Assert.Equal(0, optimizer.ClipFactor);
        optimizer.Step(_parameters, _gradients);

        Assert.Equal(5, optimizer.GradientNorm);
        Assert.Equal(0.2, optimizer.ClipFactor);
        Assert.Equal(25, optimizer.Scalar("squaredNorm"));
        Assert.Equal(0.2, optimizer.Scalar("clip"));
    }

    [Fact]
    public void A_new_step_has_new_values_a_reset_none_and_a_copy_the_same()
    {
        var optimizer = new Clipping(6);
        optimizer.Step(_parameters, _gradients);
        optimizer.Step(_parameters, new float[] { 0, 0.5f, 0, 0, 0, 0 });
        Assert.Equal(0.5, optimizer.GradientNorm);
        Assert.Equal(1, optimizer.ClipFactor);
        Assert.Equal(0.5, optimizer.Clone().GradientNorm);

        optimizer.Reset();
        Assert.Equal(0, optimizer.GradientNorm);
    }

    [Fact]
    public void After_a_checkpoint_it_is_zero_until_the_next_step()
    {
        string path = Path.GetTempFileName();
        try
        {
            var optimizer = new Clipping(6);
            optimizer.Step(_parameters, _gradients);
            optimizer.Save(path);
            optimizer.Step(_parameters, _gradients);
            optimizer.Load(path);
            Assert.Equal(0, optimizer.GradientNorm);
            optimizer.Step(_parameters, _gradients);
            Assert.Equal(5, optimizer.GradientNorm);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_measure_without_clipping_changes_neither_steps_nor_sweeps_nor_traffic_nor_checkpoints()
    {
        var (plain, measuring) = (new Unmeasured(6), new Measuring(6));
        float[] twin = [.. _parameters];
        for (int step = 0; step < 5; step++)
        {
            plain.Step(twin, _gradients);
            measuring.Step(_parameters, _gradients);
        }

        Assert.Equal(twin, _parameters);
        Assert.Equal(5, measuring.GradientNorm);
        Assert.Equal(Unmeasured.Plan.Sweeps.Count, Measuring.Plan.Sweeps.Count);
        Assert.Equal(Unmeasured.Plan.BytesMoved, Measuring.Plan.BytesMoved);
        Assert.Equal(Unmeasured.Plan.StateBytes, Measuring.Plan.StateBytes);
        Assert.Equal(Unmeasured.Plan.Fingerprint, Measuring.Plan.Fingerprint);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_norm_of_many_parameters_is_exact_for_any_number_of_threads(int threads)
    {
        const int Length = 100_003;
        var optimizer = new Measuring(Length) { ThreadCount = threads };
        var gradients = Enumerable.Repeat(1f, Length).ToArray();
        optimizer.Step(new float[Length], gradients);
        Assert.Equal(Math.Sqrt(Length), optimizer.GradientNorm);
    }

    [Fact]
    public void A_later_measure_is_of_the_update_there()
    {
        var optimizer = new MeasuringTwice(6);
        optimizer.Step(_parameters, _gradients);
        Assert.Equal(5, optimizer.GradientNorm);
        // Adam's first update is the sign.
        Assert.Equal(Math.Sqrt(2), optimizer.UpdateNorm, 6);
        Assert.Single(MeasuringTwice.Plan.Sweeps);
    }

    [Fact]
    public void Two_measures_of_the_gradient_have_two_names_and_one_sweep()
    {
        var optimizer = new MeasuringAndClipping(6);
        optimizer.Step(_parameters, _gradients);
        Assert.Equal(5, optimizer.GradientNorm);
        Assert.Equal(5, optimizer.ClipByGlobalNormGradientNorm);
        Assert.Equal(2, MeasuringAndClipping.Plan.Sweeps.Count);
    }

    [Fact]
    public void A_measure_before_whole_tensors_behind_wrappers_and_of_some_tensors_is_right()
    {
        var muon = new MeasuringMuon(s_layout);
        muon.Step(_parameters, _gradients);
        Assert.Equal(5, muon.GradientNorm);

        var weights = new MeasuringWeights(s_layout);
        weights.Step(_parameters, _gradients);
        Assert.Equal(3, weights.GradientNorm);

        var means = new MeasuringMeans(6);
        means.Step(_parameters, _gradients);
        Assert.Equal(0, means.GradientNorm);
        means.Step(_parameters, new float[6]);
        Assert.Equal(2.5, means.GradientNorm);
        means.Step(_parameters, [float.NaN, 0, 0, 0, 0, 0]);
        Assert.Equal(2.5, means.GradientNorm);
    }

    [Fact]
    public void The_norms_of_single_tensors_are_read_by_their_numbers()
    {
        var optimizer = new MeasuringTensors(s_layout);
        optimizer.Step(_parameters, _gradients);
        Assert.Equal(3, optimizer.TensorGradientNormOf(0));
        Assert.Equal(4, optimizer.TensorGradientNormOf(1));
        Assert.Equal(3, optimizer.MeasureTensorNormsTensorGradientNormOf(0));
        Assert.Equal(double.NaN, optimizer.MeasureTensorNormsTensorGradientNormOf(1));
        Assert.Contains("0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.TensorGradientNormOf(2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.TensorGradientNormOf(-1));
        Assert.Single(MeasuringTensors.Plan.Sweeps);

        var blocks = new ClippingBlocks(s_layout);
        blocks.Step(_parameters, _gradients);
        Assert.Equal(0.5 / 1.5, blocks.ClipFactorOf(0), 12);
        Assert.Equal(blocks.Scalar("trustRatio", "b"), blocks.TrustRatioOf(1));
    }

    [Fact]
    public void SAM_reports_both_norms()
    {
        var optimizer = new SharpClipping(6);
        optimizer.Step(_parameters, _gradients);
        Assert.Equal(5, optimizer.AscentGradientNorm);
        Assert.Equal(0, optimizer.GradientNorm);
        optimizer.Step(_parameters, [0, 0, 0, 0, 0, 2]);
        Assert.Equal(5, optimizer.AscentGradientNorm);
        Assert.Equal(2, optimizer.GradientNorm);
        Assert.Equal(0.5, optimizer.ClipFactor);

        var opaque = new SharpMeasuring(6);
        opaque.Step(_parameters, _gradients, (_, gradient) => gradient.Fill(1));
        Assert.Equal(5, opaque.AscentGradientNorm);
        Assert.Equal(Math.Sqrt(6), opaque.GradientNorm, 6);
    }

    [Fact]
    public void The_effective_learning_rate_has_all_factors()
    {
        var clipped = new Clipping(6);
        Assert.Equal(1e-2, clipped.EffectiveLearningRate);
        clipped.LearningRate = 0.5;
        Assert.Equal(0.5, clipped.EffectiveLearningRate);

        var plateau = new OnPlateau(6);
        for (int step = 0; step < 3; step++)
            plateau.Step(_parameters, _gradients, 1);
        Assert.Equal(0.25, plateau.PlateauScale);
        Assert.Equal(0.12 * 0.25, plateau.EffectiveLearningRate, 12);

        var polyak = new Polyak(6);
        polyak.Step(_parameters, _gradients, 5);
        Assert.Equal(0.2, polyak.PolyakStep, 12);
        Assert.Equal(0.2 * polyak.LearningRate, polyak.EffectiveLearningRate, 12);
        Assert.Equal(5, polyak.GradientNorm);

        Assert.Null(typeof(TwoRates).GetProperty("EffectiveLearningRate"));
        var divided = new Divided(s_layout) { WeightsLearningRate = 0.3 };
        Assert.Equal(0.15, divided.WeightsEffectiveLearningRate, 12);
        Assert.Equal(0.005, divided.BiasesEffectiveLearningRate, 12);
        divided.Step(_parameters, _gradients);
        Assert.Equal(1.5, divided.WeightsUpdateNorm);
    }

    [Fact]
    public void The_effective_learning_rate_of_a_line_search_is_its_result()
    {
        var optimizer = new Searching(6);
        optimizer.Step(_parameters, (ReadOnlySpan<float> point, Span<float> gradient) =>
        {
            double value = 0;
            for (int i = 0; i < point.Length; i++)
            {
                value += 2 * point[i] * point[i];
                if (gradient.Length > 0)
                    gradient[i] = 4 * point[i];
            }

            return value;
        });
        Assert.NotEqual(1, optimizer.EffectiveLearningRate);
        Assert.Equal(optimizer.LastSearch.LearningRate, optimizer.EffectiveLearningRate);
    }

    [Fact]
    public void A_user_defined_transform_reports_as_a_built_in_one()
    {
        var optimizer = new Halved(6);
        Assert.Equal(2, optimizer.Halvings);
        optimizer.Step(_parameters, _gradients);
        Assert.Equal(3, optimizer.Halvings);
        Assert.Equal(0.5, optimizer.Share);
        Assert.Equal(4, optimizer.LargestElement);
        Assert.Equal(0.025, optimizer.EffectiveLearningRate, 12);
    }

    [Fact]
    public void Reading_allocates_nothing_and_neither_does_a_step_that_measures()
    {
        var optimizer = new MeasuringAndClipping(6);
        var sharp = new SharpClipping(6);
        var tensors = new MeasuringTensors(s_layout);
        double sum = 0;
        Assert.Equal(0, AllocationTests.AllocatedBy(() =>
        {
            optimizer.Step(_parameters, _gradients);
            sharp.Step(_parameters, _gradients);
            tensors.Step(_parameters, _gradients);
            sum += optimizer.GradientNorm + optimizer.ClipFactor + optimizer.EffectiveLearningRate + sharp.AscentGradientNorm
                + tensors.TensorGradientNormOf(1);
        }));
        Assert.True(sum > 0);
    }
}
