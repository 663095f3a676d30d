using static TorchSharp.torch;

namespace SamFast.Torch.Tests;

/// <summary>Line searches, the meter of sharpness and checkpoints with modules.</summary>
public class ObjectiveTests
{
    [Fact]
    public void A_line_search_trains_a_module()
    {
        using var model = nn.Linear(4, 1, dtype: ScalarType.Float64);
        random.manual_seed(3);
        using var x = randn(50, 4, dtype: ScalarType.Float64);
        using var y = (x * tensor(new[] { 1.0, -2, 3, 0.5 })).sum(1, keepdim: true) + 0.25;
        var parameters = TorchParameters.Bind<double>(model);
        var objective = new TorchObjective<double>(parameters, () => nn.functional.mse_loss(model.forward(x), y));
        var optimizer = new QuasiNewton(parameters.Layout);
        double[] flat = parameters.All();
        for (int step = 0; step < 20; step++)
            optimizer.Step(flat, ref objective);
        parameters.CopyFrom(flat);
        double[] expected = [1, -2, 3, 0.5, 0.25];
        double[] found = parameters.All();
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], 1e-6);
    }

    [Fact]
    public void Measuring_sharpness_leaves_the_module_as_it_was()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        var objective = new TorchObjective<float>(parameters, () => batch.LossOf(model));
        float[] before = parameters.All();
        var statistics = model.Statistics();
        var measured = new SharpnessMeter<float>(before.Length).Climb(before, ref objective, rho: 0.1);
        Assert.True(measured.Sharpness > 0);
        Assert.Equal(before, parameters.All());
        Assert.Equal(statistics.Mean, model.Statistics().Mean);
        Assert.Equal(0, model.Statistics().Batches);
    }

    [Fact]
    public void A_checkpoint_finds_its_tensors_by_the_names_of_the_module()
    {
        using var one = new ConvNet(seed: 1);
        using var other = new ConvNet(seed: 2);
        TorchParameters<float> saved = TorchParameters.Bind<float>(one), loaded = TorchParameters.Bind<float>(other);
        var first = new FloatAdam(saved.Layout);
        var second = new FloatAdam(loaded.Layout);
        using var batch = new Batch(seed: 1);
        var trainer = new TorchTrainer<float>(saved, first);
        for (int step = 0; step < 3; step++)
            trainer.Step(() => batch.LossOf(one));

        using var file = new MemoryStream();
        first.Save(file, saved.All());
        file.Position = 0;
        var parameters = new float[loaded.Layout.ParameterCount];
        second.Load(file, parameters);
        loaded.CopyFrom(parameters);
        Assert.Equal(first.Slots[0]["head.weight"].ToArray(), second.Slots[0]["head.weight"].ToArray());

        trainer.Step(() => batch.LossOf(one));
        new TorchTrainer<float>(loaded, second).Step(() => batch.LossOf(other));
        Assert.Equal(saved.All(), loaded.All());
    }
}
