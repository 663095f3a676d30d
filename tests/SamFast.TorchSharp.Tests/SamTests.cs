using static TorchSharp.torch;

namespace SamFast.Torch.Tests;

/// <summary>Sharpness-aware training of a module, in both modes.</summary>
public class SamTests
{
    public static TheoryData<bool> Modes => [true, false];

    [Theory, InlineData(false), InlineData(true)]
    public void Both_modes_train_alike_bit_for_bit(bool hasTwoClimbs)
    {
        using var one = new ConvNet(seed: 1);
        using var other = new ConvNet(seed: 1);
        TorchParameters<float> phased = TorchParameters.Bind<float>(one), whole = TorchParameters.Bind<float>(other);
        var start = phased.All();
        TorchTrainer<float> transparent = hasTwoClimbs
            ? new(phased, new PhasedTwoClimbs(phased.Layout)) : new(phased, new PhasedSam(phased.Layout));
        TorchTrainer<float> opaque = hasTwoClimbs
            ? new(whole, new WholeTwoClimbs(whole.Layout)) : new(whole, new WholeSam(whole.Layout));
        for (int step = 0; step < 20; step++)
        {
            using var batch = new Batch(step);
            double loss = transparent.Step(() => batch.LossOf(one));
            Assert.Equal(loss, opaque.Step(() => batch.LossOf(other)));
        }

        Assert.Equal(phased.All(), whole.All());
        Assert.NotEqual(start, whole.All());
        Assert.Equal(one.Statistics(), other.Statistics(), (a, b) =>
            a.Mean.SequenceEqual(b.Mean) && a.Variance.SequenceEqual(b.Variance) && a.Batches == b.Batches);
    }

    [Theory, MemberData(nameof(Modes))]
    public void Perturbed_passes_leave_running_statistics_alone(bool isOpaque)
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        using var plain = new ConvNet(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        int evaluations = 0;
        Trainer(parameters, isOpaque).Step(() =>
        {
            evaluations++;
            return batch.LossOf(model);
        });
        using (NewDisposeScope())
            batch.LossOf(plain);

        Assert.Equal(2, evaluations);
        var (mean, variance, batches) = model.Statistics();
        Assert.Equal(plain.Statistics().Mean, mean);
        Assert.Equal(plain.Statistics().Variance, variance);
        Assert.Equal(1, batches);
    }

    [Fact]
    public void Statistics_are_kept_by_hand_too()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var before = model.Statistics();
        using (NewDisposeScope())
        using (RunningStatistics.Keep(model))
        {
            batch.LossOf(model).backward();
            Assert.Equal(1, model.Statistics().Batches);
        }

        Assert.Equal(before.Mean, model.Statistics().Mean);
        Assert.Equal(before.Variance, model.Statistics().Variance);
        Assert.Equal(0, model.Statistics().Batches);
    }

    [Theory, MemberData(nameof(Modes))]
    public void A_closure_that_throws_at_the_perturbed_point_leaves_nothing_perturbed(bool isOpaque)
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        var trainer = Trainer(parameters, isOpaque);
        trainer.Step(() => batch.LossOf(model));
        float[] before = parameters.All();
        int evaluations = 0;
        Assert.Throws<TimeoutException>(() => trainer.Step(() =>
        {
            using var loss = batch.LossOf(model);
            return ++evaluations == 2 ? throw new TimeoutException() : loss.clone();
        }));
        Assert.Equal(before, parameters.All());
        Assert.Equal(2, model.Statistics().Batches);

        // The next step is a whole one.
        evaluations = 0;
        trainer.Step(() =>
        {
            evaluations++;
            return batch.LossOf(model);
        });
        Assert.Equal(2, evaluations);
        Assert.NotEqual(before, parameters.All());
    }

    [Theory, MemberData(nameof(Modes))]
    public void A_step_evaluates_at_the_parameters_and_then_uphill(bool isOpaque)
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        var points = new List<float[]>();
        float[] start = parameters.All();
        double loss = Trainer(parameters, isOpaque).Step(() =>
        {
            points.Add(parameters.All());
            return batch.LossOf(model);
        });
        Assert.Equal(start, points[0]);
        Assert.Equal(0.1, Math.Sqrt(points[1].Zip(start, (a, b) => Math.Pow(a - b, 2)).Sum()), 1e-5);
        using var again = new ConvNet(seed: 1);
        using var expected = batch.LossOf(again);
        Assert.Equal(expected.item<float>(), loss);
    }

    [Fact]
    public void The_loop_by_hand_is_the_trainer()
    {
        using var one = new ConvNet(seed: 1);
        using var other = new ConvNet(seed: 1);
        TorchParameters<float> byHand = TorchParameters.Bind<float>(one), trained = TorchParameters.Bind<float>(other);
        var sam = new PhasedSam(byHand.Layout);
        var trainer = new TorchTrainer<float>(trained, new PhasedSam(trained.Layout));
        for (int step = 0; step < 5; step++)
        {
            using var scope = NewDisposeScope();
            using var batch = new Batch(step);
            one.zero_grad();
            batch.LossOf(one).backward();
            byHand.Step(sam);
            using (RunningStatistics.Keep(one))
            {
                one.zero_grad();
                batch.LossOf(one).backward();
            }

            byHand.Step(sam);
            trainer.Step(() => batch.LossOf(other));
        }

        Assert.Equal(byHand.All(), trained.All());
        Assert.Equal(one.Statistics().Mean, other.Statistics().Mean);
    }

    [Theory, MemberData(nameof(Modes))]
    public void A_module_trains_as_plain_arrays_do(bool isOpaque)
    {
        const int Length = 37;
        using var model = nn.Linear(Length, 1, hasBias: false);
        using var scales = linspace(0.1, 3, Length, dtype: ScalarType.Float32);
        var parameters = TorchParameters.Bind<float>(model);
        float[] array = parameters.All(), factors = scales.data<float>().ToArray(), gradient = new float[Length];
        var trainer = Trainer(parameters, isOpaque);
        var plain = new PhasedSam(Length);
        for (int step = 0; step < 30; step++)
        {
            // ½ Σ s w², whose gradient s·w both sides round once.
            trainer.Step(() => (scales * model.weight * model.weight).sum() / 2);
            for (int phase = 0; phase < 2; phase++)
            {
                for (int i = 0; i < Length; i++)
                    gradient[i] = factors[i] * array[i];
                plain.Step(array, gradient);
            }
        }

        float[] trained = parameters.All();
        for (int i = 0; i < Length; i++)
            Assert.Equal(array[i], trained[i], 1e-6f);
    }

    [Fact]
    public void The_middle_of_a_period_is_no_place_to_begin_one()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        var sam = new PhasedSam(parameters.Layout);
        using (NewDisposeScope())
            batch.LossOf(model).backward();
        parameters.Step(sam);
        var trainer = new TorchTrainer<float>(parameters, sam);
        var refusal = Assert.Throws<InvalidOperationException>(() => trainer.Step(() => batch.LossOf(model)));
        Assert.Contains("middle of a period", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, sam.AscentStep);
    }

    private static TorchTrainer<float> Trainer(TorchParameters<float> parameters, bool isOpaque) => isOpaque
        ? new(parameters, new WholeSam(parameters.Layout)) : new(parameters, new PhasedSam(parameters.Layout));
}
