using System.Numerics;

namespace SamFast.Tests.Wrappers;

/// <summary>Gates: what is closed does not happen, and what is open happens as if there were no gate.</summary>
public class GateTests
{
    private const int Length = 5003;

    [Fact]
    public void An_open_gate_changes_no_bit()
    {
        var gated = new FiniteAdam(Length);
        var bare = new PlainAdam(Length) { LearningRate = 0.01 };
        float[] ours = Vectors.Uniform<float>(Length, 1), theirs = [.. ours];
        for (int step = 0; step < 5; step++)
        {
            gated.Step(ours, Vectors.Gradient<float>(Length, step));
            bare.Step(theirs, Vectors.Gradient<float>(Length, step));
            Bits.AssertSame<float>(theirs, ours);
            Assert.True(gated.LastStepWasApplied);
        }
    }

    [Theory, InlineData(double.NaN), InlineData(double.PositiveInfinity), InlineData(double.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_leaves_no_trace(double bad)
    {
        for (int where = 0; where < Length; where += 1667)
        {
            AssertNoTrace(new FiniteAdam(Length), new FiniteAdam(Length), where, (float)bad);
            AssertNoTrace(new FiniteAdam64(Length), new FiniteAdam64(Length), where, bad);
            AssertNoTrace(new FiniteClipped(Length), new FiniteClipped(Length), where, (float)bad);
            AssertNoTrace(new FiniteLamb(Length), new FiniteLamb(Length), where, (float)bad);
        }
    }

    [Fact]
    public void A_closed_gate_does_not_overwrite_a_consumable_gradient()
    {
        var optimizer = new FiniteConsuming(Length);
        var parameters = Vectors.Uniform<float>(Length, 1);
        var gradient = Vectors.Uniform<float>(Length, 2);
        gradient[17] = float.NaN;
        float[] before = [.. gradient], start = [.. parameters];
        optimizer.Step(parameters, gradient);
        Bits.AssertSame<float>(before, gradient);
        Bits.AssertSame<float>(start, parameters);
    }

    [Fact]
    public void After_the_maximum_of_consecutive_errors_the_next_update_is_applied()
    {
        var optimizer = new FiniteAdam64(2);
        double[] parameters = [1, 2];
        (bool Applied, long Consecutive, long Total, long Steps)[] expected =
        [
            (false, 1, 1, 0), (false, 2, 2, 0), (true, 3, 3, 1), (true, 4, 4, 2),
        ];
        foreach (var (applied, consecutive, total, steps) in expected)
        {
            optimizer.Step(parameters, [double.NaN, 1]);
            Assert.Equal(
                (applied, consecutive, total, steps),
                (optimizer.LastStepWasApplied, optimizer.ConsecutiveErrors, optimizer.TotalErrors, optimizer.StepCount));
        }

        Assert.True(double.IsNaN(parameters[0]));
    }

    [Fact]
    public void A_finite_gradient_restarts_the_count()
    {
        var optimizer = new FiniteAdam64(1);
        double[] parameters = [1];
        foreach (double gradient in (double[])[double.NaN, double.NaN, 1, double.NaN, double.NaN])
            optimizer.Step(parameters, [gradient]);
        Assert.Equal((2, 4, 1), (optimizer.ConsecutiveErrors, optimizer.TotalErrors, optimizer.StepCount));
        Assert.True(double.IsFinite(parameters[0]));
    }

    [Fact]
    public void A_closed_mask_stops_the_schedules_of_the_transforms_that_it_wraps()
    {
        var optimizer = new PatientSgd(1);
        double[] parameters = [0];
        double expected = 0;
        for (int call = 0; call < 8; call++)
        {
            optimizer.Step(parameters, [1]);
            if (call % 2 == 1)
                expected -= 0.5 - (0.1 * (call / 2));
            Assert.Equal(expected, parameters[0], 1e-15);
            Assert.Equal((call % 2 == 1, (call + 1) / 2), (optimizer.LastStepWasApplied, (int)optimizer.StepCount));
        }
    }

    [Fact]
    public void A_bypass_adds_the_gradient_itself_and_leaves_state_and_schedules()
    {
        var optimizer = new BelowAdam(2);
        var bare = new BareAdam(2);
        double[] parameters = [0, 0], expected = [0, 0];
        int applied = 0;
        double seen = 1;
        foreach (double size in (double[])[1, 20, 2, 30, 40, 3])
        {
            double[] gradient = [size, -1];
            optimizer.Step(parameters, gradient);
            seen += size;
            if (size < 10)
            {
                bare.LearningRate = LinearAttribute.Evaluate(applied++, 0.5, 0.1, 4, 0);
                bare.Step(expected, gradient);
            }
            else
            {
                expected = [expected[0] + size, expected[1] - 1];
            }

            Bits.AssertSame<double>(expected, parameters);
            Assert.Equal((size < 10, seen), (optimizer.LastStepWasApplied, optimizer.Seen));
        }

        Assert.Equal(6, optimizer.StepCount);
    }

    [Fact]
    public void A_bypass_around_some_transforms_leaves_the_others_and_their_schedules_running()
    {
        var optimizer = new BelowTrace(1);
        double[] parameters = [0];
        double trace = 0, expected = 0;
        int step = 0;
        foreach (double size in (double[])[1, 20, 2, 30, 3])
        {
            optimizer.Step(parameters, [size]);
            double update = size < 10 ? trace = size + (0.5 * trace) : size;
            expected -= (0.5 - (0.1 * step++)) * update;
            Assert.Equal(expected, parameters[0], 1e-13);
        }
    }

    [Fact]
    public void An_inner_gate_is_not_asked_while_the_outer_one_is_closed()
    {
        var optimizer = new PatientFinite(1);
        double[] parameters = [0];
        foreach (double gradient in (double[])[double.NaN, 1, 1, 2])
            optimizer.Step(parameters, [gradient]);
        Assert.Equal(0, optimizer.TotalErrors);
        Assert.Equal(-1.5, parameters[0]);
    }

    [Fact]
    public void Gates_that_measure_the_same_gradient_decide_one_after_the_other()
    {
        var optimizer = new FiniteSmall(2);
        double[] parameters = [0, 0];
        optimizer.Step(parameters, [10, 1]);
        AssertCounts((0, 1, 0, false));
        optimizer.Step(parameters, [double.NaN, 1]);
        AssertCounts((1, 1, 0, false));
        optimizer.MaxSquaredNorm = 102;
        optimizer.Step(parameters, [10, 1]);
        AssertCounts((1, 1, 1, true));

        void AssertCounts((long Errors, long Large, long Steps, bool Applied) expected) => Assert.Equal(
            expected,
            (optimizer.TotalErrors, optimizer.SkippedLarge, optimizer.StepCount, optimizer.LastStepWasApplied));
    }

    [Fact]
    public void A_gate_around_transparent_SAM_leaves_its_phase()
    {
        var gated = new FiniteSam(Length);
        var bare = new BareSam(Length);
        double[] ours = Vectors.Uniform<double>(Length, 1), theirs = [.. ours];
        for (int call = 0; call < 20; call++)
        {
            var gradient = Vectors.Gradient<double>(Length, call);
            if (call % 3 == 1)
            {
                var (phase, ascent) = (gated.Phase, gated.AscentStep);
                double[] before = [.. ours];
                gradient[call] = double.NaN;
                gated.Step(ours, gradient);
                Assert.Equal((phase, ascent, false), (gated.Phase, gated.AscentStep, gated.LastStepWasApplied));
                Bits.AssertSame<double>(before, ours);
                continue;
            }

            gated.Step(ours, gradient);
            bare.Step(theirs, gradient);
            Bits.AssertSame<double>(theirs, ours);
            Assert.Equal(bare.Phase, gated.Phase);
            Assert.True(gated.LastStepWasApplied);
        }
    }

    [Fact]
    public void A_gate_around_opaque_SAM_asks_before_the_ascents()
    {
        int evaluations = 0;
        void Gradient(ReadOnlySpan<double> point, Span<double> gradient)
        {
            evaluations++;
            point.CopyTo(gradient);
        }

        var optimizer = new FiniteOpaque(2);
        double[] parameters = [1, 2];
        optimizer.Step(parameters, [double.NaN, 1], Gradient);
        Assert.Equal([1, 2], parameters);
        Assert.Equal((0, 0), (evaluations, optimizer.StepCount));
        optimizer.Step(parameters, [1, 2], Gradient);
        Assert.Equal((2, 1), (evaluations, optimizer.StepCount));
    }

    [Fact]
    public void A_gate_around_opaque_SAM_of_period_1_guards_the_descent()
    {
        var optimizer = new FiniteOpaque1(2);
        double[] parameters = [1, 2];
        optimizer.Step(parameters, (point, gradient) => gradient.Fill(double.NaN));
        Assert.Equal([1, 2], parameters);
        Assert.False(optimizer.LastStepWasApplied);
        optimizer.Step(parameters, (point, gradient) => gradient.Fill(1));
        Assert.True(optimizer.LastStepWasApplied);
    }

    [Fact]
    public void A_gate_on_the_outer_optimizer_ends_the_period_where_the_climb_began()
    {
        var sharp = new SamOfSkipping(Length);
        var outer = new SkippingAdam(Length);
        double[] ours = Vectors.Uniform<double>(Length, 1), theirs = [.. ours];
        for (int call = 0; call < 30; call++)
        {
            var gradient = Vectors.Gradient<double>(Length, call);
            if (call % 4 == 2)
                gradient[3] = double.NaN;
            bool isDescent = sharp.Phase == SamPhase.Descent;
            sharp.Step(ours, gradient);
            if (!isDescent)
            {
                Assert.True(sharp.LastStepWasApplied);
                continue;
            }

            outer.Step(theirs, gradient);
            Bits.AssertSame<double>(theirs, ours);
            Assert.Equal((SamPhase.Ascent, outer.LastStepWasApplied), (sharp.Phase, sharp.LastStepWasApplied));
        }

        Assert.Equal((outer.SkippedNotFinite, outer.StepCount), (sharp.SkippedNotFinite, sharp.StepCount));
        Assert.True(sharp.SkippedNotFinite > 0);
    }

    [Fact]
    public void A_gate_on_the_outer_optimizer_drops_an_opaque_descent()
    {
        var optimizer = new OpaqueOfSkipping(2);
        double[] parameters = [1, 2];
        optimizer.Step(parameters, [1, 1], (point, gradient) => gradient.Fill(double.NaN));
        Assert.Equal([1, 2], parameters);
        Assert.Equal((0, 1), (optimizer.StepCount, optimizer.SkippedNotFinite));
    }

    [Fact]
    public void Gates_around_SAM_and_in_it_work_together()
    {
        var optimizer = new SmallSamOfSkipping(2);
        double[] parameters = [1, 2];
        optimizer.Step(parameters, [1000, 0]);
        Assert.Equal((SamPhase.Ascent, 1), (optimizer.Phase, optimizer.SkippedLarge));
        optimizer.Step(parameters, [3, 4]);
        Assert.Equal(SamPhase.Descent, optimizer.Phase);
        optimizer.Step(parameters, [1, double.NaN]);
        Assert.Equal((SamPhase.Descent, 2, 0), (optimizer.Phase, optimizer.SkippedLarge, optimizer.SkippedNotFinite));
        optimizer.Step(parameters, [1, 1]);
        Assert.Equal((SamPhase.Ascent, 1), (optimizer.Phase, optimizer.StepCount));
    }

    [Fact]
    public void Tensors_are_gated_together()
    {
        float[][] parameters = [[1, 2, 3], [4, 5]], gradients = [[1, 1, 1], [1, float.NaN]];
        using var tensors = new TensorBuffers<float>(parameters, gradients);
        var optimizer = new FiniteLamb([.. tensors.Lengths]);
        optimizer.Step(tensors);
        Assert.Equal([1, 2, 3], parameters[0]);
        Assert.Equal((1, false), (optimizer.TotalErrors, optimizer.LastStepWasApplied));
        gradients[1][1] = 1;
        optimizer.Step(tensors);
        Assert.NotEqual([1, 2, 3], parameters[0]);
    }

    private static void AssertNoTrace<T>(IGradientOptimizer<T> disturbed, IGradientOptimizer<T> calm, int where, T bad)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] ours = Vectors.Uniform<T>(Length, 1), theirs = [.. ours];
        for (int step = 0; step < 4; step++)
        {
            var gradient = Vectors.Gradient<T>(Length, step);
            disturbed.Step(ours, gradient);
            calm.Step(theirs, gradient);
            gradient[where] = bad;
            disturbed.Step(ours, gradient);
            Bits.AssertSame<T>(theirs, ours, $"step {step}:");
        }

        Assert.Equal(((Optimizer<T>)calm).StepCount, ((Optimizer<T>)disturbed).StepCount);
    }
}
