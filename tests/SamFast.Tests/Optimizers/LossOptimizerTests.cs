namespace SamFast.Tests.Optimizers;

/// <summary>Optimizers that step with the loss.</summary>
[Collection(AllocationTests.Alone)]
public class LossOptimizerTests
{
    private const int Length = 53;

    [Fact]
    public void Polyaks_step_is_the_loss_over_the_squared_norm()
    {
        float[] parameters = [1, 1];
        new Polyak(2).Step(parameters, [3, 4], 5);
        Assert.Equal([1 - (3 * 0.2f), 1 - (4 * 0.2f)], parameters, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, 0.5)]
    [InlineData(100, 0.5)]
    [InlineData(-0.25, -0.25)]
    public void A_loss_that_is_not_finite_is_passed_on(double value, double step)
    {
        float[] parameters = [0];
        new Polyak(1).Step(parameters, [-1], value);
        Assert.Equal((float)step, parameters[0]);
    }

    [Fact]
    public void A_vanishing_gradient_takes_no_polyak_step()
    {
        float[] parameters = [1, 2];
        new Polyak(2).Step(parameters, [0, 1e-9f], 5);
        Assert.Equal([1, 2], parameters);
    }

    [Fact]
    public void A_loss_of_NaN_is_no_improvement_and_spoils_nothing()
    {
        var optimizer = new Reducing(1);
        float[] parameters = [0];
        float[] moves = new float[5];
        double[] losses = [1, double.NaN, double.NaN, 0.5, 0.25];
        for (int step = 0; step < losses.Length; step++)
        {
            float before = parameters[0];
            optimizer.Step(parameters, [-1], losses[step]);
            moves[step] = parameters[0] - before;
        }

        Assert.Equal([0.5f, 0.5f, 0.25f, 0.25f, 0.25f], moves);
    }

    [Fact]
    public void Momo_with_Adam_follows_its_scalar_transcription()
    {
        var optimizer = new AdaptiveMomentum(Length);
        var reference = new ScalarMomoAdam(Length, rate: 0.05, lower: 0.1, decay: 0.1);
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        for (int step = 0; step < 60; step++)
        {
            double[] gradients = [.. parameters.Select((p, i) => (1 + (i % 5)) * p)];
            double value = 0.3 + parameters.Select((p, i) => (1 + (i % 5)) * p * p / 2).Sum();
            optimizer.Step(parameters, gradients, value);
            reference.Step(expected, gradients, value);
            Assert.All(expected.Zip(parameters), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        }
    }

    [Fact]
    public void The_loss_goes_to_the_operand_that_runs()
    {
        var sharp = new SharpPolyak(Length);
        var (outer, ascent) = (new Polyak(Length), new Ascent(Length));
        float[] parameters = Vectors.Uniform<float>(Length, 1), expected = [.. parameters];
        for (int step = 0; step < 5; step++)
        {
            sharp.Step(parameters, Vectors.Gradient<float>(Length, 2 * step), double.NaN);
            ascent.Step([.. expected], Vectors.Gradient<float>(Length, 2 * step));
            var gradient = Vectors.Gradient<float>(Length, (2 * step) + 1);
            sharp.Step(parameters, gradient, 3 + step);
            outer.Step(expected, gradient, 3 + step);
            Bits.AssertSame<float>(expected, parameters);
        }
    }

    [Fact]
    public void An_adversary_that_asks_for_the_loss_gets_that_of_each_ascent()
    {
        float[] parameters = [0];
        var sharp = new PolyakAscent(1);
        sharp.Step(parameters, [2], 1);
        Assert.Equal(0.5f, parameters[0]);
        sharp.Step(parameters, [2], double.NaN);
        Assert.Equal(-0.02f, parameters[0]);
    }

    [Fact]
    public void An_adversary_with_two_stages_of_scalars_restarts_in_every_period()
    {
        var sharp = new SharpMomentum(Length);
        float[] start = Vectors.Uniform<float>(Length, 1), parameters = [.. start];
        for (int period = 0; period < 4; period++)
        {
            // Climbing is stepping from the mirrored point with the mirrored gradient.
            float[] before = [.. parameters], mirrored = [.. parameters];
            var fresh = new MomentumSgd(Length);
            for (int ascent = 0; ascent < 2; ascent++)
            {
                var gradient = Vectors.Gradient<float>(Length, ascent);
                sharp.Step(parameters, gradient, 7);
                float[] stepped = [.. mirrored];
                fresh.Step(stepped, gradient, 7);
                mirrored = [.. mirrored.Zip(stepped, (a, b) => a - (b - a))];
                Assert.All(mirrored.Zip(parameters), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            }

            Assert.True(sharp.SavedParameters.SequenceEqual(before));
            sharp.Step(parameters, new float[Length], 7);
            Bits.AssertSame<float>(before, parameters);
        }
    }

    [Fact]
    public void Overwriting_the_gradient_gives_the_same_bits()
    {
        var (keeping, consuming) = (new KeepingPolyak(9001), new ConsumingPolyak(9001));
        float[] expected = Vectors.Uniform<float>(9001, 1), parameters = [.. expected];
        for (int step = 0; step < 5; step++)
        {
            keeping.Step(expected, Vectors.Gradient<float>(9001, step), 3);
            ((ILossConsumingOptimizer<float>)consuming).Step(parameters, Vectors.Gradient<float>(9001, step), 3);
        }

        Bits.AssertSame<float>(expected, parameters);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void Separate_tensors_give_the_same_bits_with_any_number_of_threads(int threads)
    {
        const int Each = 20_480;
        var flat = new MomentumSgd(2 * Each) { ThreadCount = 1 };
        var scattered = new MomentumSgd(Each, Each) { ThreadCount = threads };
        float[] parameters = Vectors.Uniform<float>(2 * Each, 1), gradients = Vectors.Gradient<float>(2 * Each, 0);
        float[][] pieces = [parameters[..Each], parameters[Each..]];
        using var tensors = new TensorBuffers<float>(pieces, [gradients[..Each], gradients[Each..]]);
        for (int step = 0; step < 5; step++)
        {
            flat.Step(parameters, gradients, 100);
            scattered.Step(tensors, 100);
        }

        Bits.AssertSame<float>(parameters, [.. pieces[0], .. pieces[1]]);
    }

    [Fact]
    public void A_step_with_the_loss_allocates_nothing()
    {
        ILossOptimizer<float>[] optimizers =
            [new Polyak(1000), new MomentumSgd(1000), new Reducing(1000), new SharpPolyak(1000), new SharpMomentum(1000)];
        float[] parameters = Vectors.Uniform<float>(1000, 1), gradients = Vectors.Uniform<float>(1000, 2);
        Assert.All(optimizers, optimizer =>
            Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients, 1))));
    }

    [Fact]
    public void Spans_that_do_not_fit_are_refused_and_nothing_is_modified()
    {
        var optimizer = new MomentumSgd(3);
        float[] parameters = [1, 2, 3];
        Assert.Throws<ArgumentException>("gradients", () => optimizer.Step(parameters, new float[2], 1));
        Assert.Throws<ArgumentException>("parameters", () => optimizer.Step(new float[4], new float[3], 1));
        Assert.Equal([1, 2, 3], parameters);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void Estimates_of_the_learning_rate_wait_for_the_first_gradient_that_is_not_zero()
    {
        var (waiting, fresh) = (new PlainProdigy64(2), new PlainDadapt64(2));
        foreach (var optimizer in (IGradientOptimizer<double>[])[waiting, fresh])
        {
            double[] parameters = [1, -2];
            optimizer.Step(parameters, [0, 0]);
            optimizer.Step(parameters, [1, 1]);
            Assert.All(parameters, p => Assert.True(double.IsFinite(p)));
        }
    }
}
