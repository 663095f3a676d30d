namespace SamFast.Tests.Wrappers;

/// <summary>Gradient accumulation, against the chain itself with means that are formed here.</summary>
public class MultiStepsTests
{
    private const int Length = 5003;

    [Theory, InlineData(true), InlineData(false)]
    public void The_chain_steps_in_every_kth_call_with_the_mean_or_the_sum(bool isMean)
    {
        IGradientOptimizer<double> gathered = isMean ? new GatheredAdam(Length) : new SummedAdam(Length);
        var bare = new BareAdam(Length);
        double[] ours = Vectors.Uniform<double>(Length, 1), theirs = [.. ours];
        for (int round = 0; round < 4; round++)
        {
            var gradient = new double[Length];
            for (int micro = 0; micro < 3; micro++)
            {
                Bits.AssertSame<double>(theirs, ours);
                var next = Vectors.Gradient<double>(Length, (3 * round) + micro);
                gathered.Step(ours, next);
                Gather(gradient, next, micro, isMean);
            }

            bare.Step(theirs, gradient);
            Bits.AssertSame<double>(theirs, ours, $"round {round}:");
        }
    }

    [Fact]
    public void Micro_steps_and_steps_are_counted_apart()
    {
        var optimizer = new GatheredAdam(2);
        double[] parameters = [1, 2];
        for (int call = 0; call < 9; call++)
        {
            Assert.Equal((call % 3, call / 3), (optimizer.MicroStep, optimizer.StepCount));
            optimizer.Step(parameters, [1, 1]);
        }
    }

    [Fact]
    public void The_same_gradient_k_times_is_that_gradient_once()
    {
        var gathered = new GatheredClipped(Length);
        var bare = new FiniteClipped(Length);
        float[] ours = Vectors.Uniform<float>(Length, 1), theirs = [.. ours];
        for (int round = 0; round < 4; round++)
        {
            var gradient = Vectors.Gradient<float>(Length, round);
            for (int micro = 0; micro < 3; micro++)
                gathered.Step(ours, gradient);
            bare.Step(theirs, gradient);
            for (int i = 0; i < Length; i++)
                Assert.Equal(theirs[i], ours[i], 1e-6f);
        }
    }

    [Fact]
    public void K_may_follow_a_schedule_of_the_rounds_and_be_1()
    {
        // k is 1, 1, 3, 3, 1.5 (2), 2, …
        var optimizer = new GrowingSgd(1);
        double[] parameters = [0];
        double expected = 0;
        int call = 0;
        for (int round = 0; round < 7; round++)
        {
            int k = round < 2 ? 1 : round < 4 ? 3 : 2;
            double sum = 0;
            for (int micro = 0; micro < k; micro++)
            {
                double gradient = double.IsOddInteger(call) ? 1 + call : -2;
                optimizer.Step(parameters, [gradient]);
                sum += gradient;
                call++;
            }

            expected -= (0.5 - (0.1 * Math.Min(round, 4))) * sum / k;
            Assert.Equal((0, round + 1), (optimizer.MicroStep, optimizer.StepCount));
            Assert.Equal(expected, parameters[0], 1e-12);
        }
    }

    [Fact]
    public void A_round_of_one_ignores_accumulated_gradients_of_earlier_rounds()
    {
        var optimizer = new GatheredAdam(1);
        double[] parameters = [0];
        foreach (double gradient in (double[])[double.NaN, 1, 1])
            optimizer.Step(parameters, [gradient]);
        Assert.True(double.IsNaN(parameters[0]));

        optimizer = new GatheredAdam(1);
        var bare = new BareAdam(1);
        (parameters, double[] expected) = ([0], [0]);
        foreach (double gradient in (double[])[5, 7, 9])
            optimizer.Step(parameters, [gradient]);
        bare.Step(expected, [7]);
        optimizer.EveryK = 1;
        optimizer.Step(parameters, [3]);
        bare.Step(expected, [3]);
        Assert.Equal(expected[0], parameters[0], 1e-15);
        Assert.Equal(2, optimizer.StepCount);
    }

    [Fact]
    public void A_gate_before_it_drops_a_micro_step_and_one_after_it_a_sum()
    {
        var optimizer = new GuardedAdam(2);
        double[] parameters = [1, 2];
        optimizer.Step(parameters, [1, 1]);
        optimizer.Step(parameters, [double.NaN, 1]);
        Assert.Equal((1, 0, 1), (optimizer.MicroStep, optimizer.StepCount, optimizer.SkippedNotFinite));
        Assert.False(optimizer.LastStepWasApplied);

        // Finite gradients, and their sum is not.
        optimizer.Step(parameters, [1, 1]);
        Assert.Equal((0, 1, true), (optimizer.MicroStep, optimizer.StepCount, optimizer.LastStepWasApplied));
        double[] before = [.. parameters];
        optimizer.Step(parameters, [double.MaxValue, 1]);
        optimizer.Step(parameters, [double.MaxValue, 1]);
        Assert.Equal((0, 1, 1), (optimizer.MicroStep, optimizer.StepCount, optimizer.TotalErrors));
        Assert.False(optimizer.LastStepWasApplied);
        Assert.Equal(before, parameters);
    }

    [Theory]
    [InlineData(3e38f, -3e38f)]
    [InlineData(float.MaxValue, float.MaxValue)]
    [InlineData(-float.MaxValue, 1f)]
    [InlineData(1e-40f, 3e-40f)]
    public void A_mean_of_finite_gradients_is_finite(float first, float second)
    {
        var optimizer = new MeanOfTwo(20);
        float[] parameters = new float[20];
        optimizer.Step(parameters, [.. Enumerable.Repeat(first, 20)]);
        optimizer.Step(parameters, [.. Enumerable.Repeat(second, 20)]);
        float mean = (float)(((double)first + second) / 2);
        Assert.All(parameters, p => Assert.Equal(-mean, p, Math.Max(Math.Abs(mean) * 1e-6f, 3e-45f)));
    }

    [Fact]
    public void A_mean_of_the_largest_doubles_is_finite()
    {
        var optimizer = new MeanOfThree64(1);
        double[] parameters = [0];
        foreach (double gradient in (double[])[double.MaxValue, -double.MaxValue, 0])
            optimizer.Step(parameters, [gradient]);
        Assert.Equal(0, parameters[0], 1e293);
    }

    [Fact]
    public void Accumulation_of_accumulation_multiplies_the_calls()
    {
        var optimizer = new TwiceGathered(Length);
        var bare = new BareAdam(Length);
        double[] ours = Vectors.Uniform<double>(Length, 1), theirs = [.. ours];
        for (int round = 0, call = 0; round < 3; round++)
        {
            var sum = new double[Length];
            for (int i = 0; i < 3; i++)
            {
                var mean = new double[Length];
                for (int micro = 0; micro < 2; micro++)
                {
                    var gradient = Vectors.Gradient<double>(Length, call++);
                    optimizer.Step(ours, gradient);
                    Gather(mean, gradient, micro, isMean: true);
                }

                Gather(sum, mean, i, isMean: false);
            }

            bare.Step(theirs, sum);
            Bits.AssertSame<double>(theirs, ours, $"round {round}:");
        }
    }

    [Fact]
    public void Gradients_of_separate_tensors_are_accumulated_in_place()
    {
        double[][] parameters = [[1, 2, 3], [4, 5]], gradients = [[1, 2, 3], [4, 5]];
        using var tensors = new TensorBuffers<double>(parameters, gradients);
        var optimizer = new GatheredAdam([.. tensors.Lengths]);
        var flat = new GatheredAdam(5);
        double[] expected = [1, 2, 3, 4, 5];
        for (int call = 0; call < 6; call++)
        {
            optimizer.Step(tensors);
            flat.Step(expected, [1, 2, 3, 4, 5]);
        }

        Assert.Equal(expected, parameters.SelectMany(tensor => tensor));
    }

    [Fact]
    public void Around_SAM_each_phase_gets_the_mean_of_its_gradients()
    {
        AssertSame(new GatheredSharp(Length), new BareSharp(Length));
        AssertSame(new GatheredSharpKeep(Length), new BareSharpKeep(Length));

        static void AssertSame(ITransparentSam<double> gathered, ITransparentSam<double> bare)
        {
            double[] ours = Vectors.Uniform<double>(Length, 1), theirs = [.. ours];
            for (int phase = 0, call = 0; phase < 9; phase++)
            {
                var mean = new double[Length];
                for (int micro = 0; micro < 2; micro++)
                {
                    Assert.Equal((bare.Phase, bare.AscentStep), (gathered.Phase, gathered.AscentStep));
                    var gradient = Vectors.Gradient<double>(Length, call++);
                    gathered.Step(ours, gradient);
                    Gather(mean, gradient, micro, isMean: true);
                }

                bare.Step(theirs, mean);
                AssertClose(theirs, ours);
            }

            Assert.Equal(bare.StepCount, gathered.StepCount);
        }
    }

    [Fact]
    public void On_the_outer_optimizer_it_gathers_the_gradients_of_the_descents()
    {
        var sharp = new SharpOfGathered(Length);
        var outer = new GatheredAdam(Length);
        double[] ours = Vectors.Uniform<double>(Length, 1), theirs = [.. ours];
        for (int call = 0; call < 3 * 7; call++)
        {
            bool isDescent = sharp.Phase == SamPhase.Descent;
            var gradient = Vectors.Gradient<double>(Length, call);
            sharp.Step(ours, gradient);
            if (!isDescent)
                continue;
            outer.Step(theirs, gradient);
            Bits.AssertSame<double>(theirs, ours, $"call {call}:");
            Assert.Equal((outer.MicroStep, outer.StepCount), (sharp.MicroStep, sharp.StepCount));
            Assert.Equal(SamPhase.Ascent, sharp.Phase);
        }
    }

    [Fact]
    public void Opaque_SAM_of_it_follows_transparent_SAM_of_it()
    {
        var opaque = new OpaqueOfGathered(Length);
        var transparent = new SharpOfGathered(Length);
        double[] ours = Vectors.Uniform<double>(Length, 1), theirs = [.. ours], gradient = new double[Length];
        for (int period = 0; period < 7; period++)
        {
            opaque.Step(ours, Surface.Gradient);
            for (int call = 0; call < 3; call++)
            {
                Surface.Gradient<double>(theirs, gradient);
                transparent.Step(theirs, gradient);
            }

            Bits.AssertSame<double>(theirs, ours, $"period {period}:");
        }

        Assert.Equal(2, opaque.StepCount);
    }

    [Fact]
    public void Around_SAM_and_in_it_both_gather()
    {
        var both = new GatheredSharpOfGathered(2);
        double[] parameters = [1, 2];
        for (int call = 0; call < 2 * 2 * 3; call++)
        {
            Assert.Equal((call % 2, call / 4, 0), (both.MicroStep, both.MultiStepsMicroStep, both.StepCount));
            both.Step(parameters, [1, 1]);
        }

        Assert.Equal((0, 0, 1), (both.MicroStep, both.MultiStepsMicroStep, both.StepCount));
    }

    [Fact]
    public void A_skipped_micro_step_leaves_SAMs_phase()
    {
        var guarded = new GuardedSharp(2);
        double[] parameters = [1, 2];
        guarded.Step(parameters, [1, 1]);
        guarded.Step(parameters, [1, double.NaN]);
        Assert.Equal((1, SamPhase.Ascent), (guarded.MicroStep, guarded.Phase));
        guarded.Step(parameters, [1, 1]);
        Assert.Equal((0, SamPhase.Descent), (guarded.MicroStep, guarded.Phase));
        guarded.Step(parameters, [1e9, 1]);
        guarded.Step(parameters, [1e9, 1]);
        Assert.Equal((0, SamPhase.Descent, 1), (guarded.MicroStep, guarded.Phase, guarded.SkippedLarge));
        guarded.Step(parameters, [1, 1]);
        guarded.Step(parameters, [1, 1]);
        Assert.Equal((SamPhase.Ascent, 1), (guarded.Phase, guarded.StepCount));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-12);
    }

    private static void Gather(double[] gathered, double[] next, int before, bool isMean)
    {
        for (int i = 0; i < next.Length; i++)
            gathered[i] += isMean ? (next[i] - gathered[i]) / (before + 1) : next[i];
    }
}
