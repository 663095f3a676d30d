namespace SamFast.Torch.Tests;

/// <summary>The trainer takes optimizers of any kind.</summary>
public class TrainerTests
{
    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    private static readonly Dictionary<string, Func<Layout, IOptimizer<float>>> s_kinds = new()
    {
        ["chain"] = layout => new FloatAdam(layout),
        ["chain with the loss"] = layout => new Polyak(layout),
        ["chain that consumes gradients"] = layout => new Consuming(layout),
        ["chain with the loss that consumes gradients"] = layout => new ConsumingPolyak(layout),
        ["transparent SAM"] = layout => new PhasedSam(layout),
        ["transparent SAM with the loss"] = layout => new PhasedPolyak(layout),
        ["opaque SAM"] = layout => new WholeSam(layout),
        ["line search"] = layout => new FloatQuasiNewton(layout),
    };

    [Theory, MemberData(nameof(Kinds))]
    public void A_step_of_any_kind_is_that_of_flat_vectors(string kind)
    {
        using var one = new ConvNet(seed: 1);
        using var other = new ConvNet(seed: 1);
        TorchParameters<float> trained = TorchParameters.Bind<float>(one), flat = TorchParameters.Bind<float>(other);
        var trainer = new TorchTrainer<float>(trained, s_kinds[kind](trained.Layout));
        var optimizer = s_kinds[kind](flat.Layout);
        float[] parameters = flat.All(), gradients = new float[parameters.Length];
        for (int step = 0; step < 5; step++)
        {
            using var batch = new Batch(step);
            var objective = new TorchObjective<float>(flat, () => batch.LossOf(other));
            double expected = optimizer.StepWith(parameters, gradients, ref objective);
            Assert.Equal(expected, trainer.Step(() => batch.LossOf(one)));
            Assert.Equal(parameters, trained.All());
            Assert.Equal(step + 1, one.Statistics().Batches);
        }

        Assert.Equal(5, optimizer.StepCount);
    }

    [Fact]
    public void A_step_that_needs_the_diagonal_of_the_Hessian_is_refused()
    {
        using var model = new ConvNet(seed: 1);
        using var batch = new Batch(seed: 1);
        var parameters = TorchParameters.Bind<float>(model);
        float[] before = parameters.All();
        var trainer = new TorchTrainer<float>(parameters, new Curved(parameters.Layout));
        Assert.Throws<InvalidOperationException>(() => trainer.Step(() => batch.LossOf(model)));
        Assert.Equal(before, parameters.All());
    }
}
