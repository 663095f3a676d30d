namespace SamFast.Tests.Parameters;

/// <summary>Masks cost no memory per step.</summary>
[Collection(AllocationTests.Alone)]
public class MaskAllocationTests
{
    private static readonly Layout s_layout =
        [new("w", [70_000], "decay"), new("b", [33]), new("table", [30_000], "embedding"), new("rest", [9], "table")];

    [Theory, InlineData(1), InlineData(2)]
    public void A_step_with_masks_allocates_nothing(int threads)
    {
        IGradientOptimizer<float>[] optimizers = [new DecaySome(s_layout), new ClipSome(s_layout), new NormsOfSome(s_layout), new Frozen(s_layout)];
        var parameters = Vectors.Uniform<float>(s_layout.ParameterCount, 1);
        var gradients = Vectors.Uniform<float>(s_layout.ParameterCount, 2);
        Assert.All(optimizers, optimizer =>
        {
            ((Optimizer<float>)optimizer).ThreadCount = threads;
            Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients)));
        });
    }

    [Theory, InlineData(1), InlineData(2)]
    public void A_step_of_a_partition_allocates_nothing(int threads)
    {
        Layout layout = [new("w", [700, 100], "body"), new("o", [30_000], "head")];
        IGradientOptimizer<float>[] optimizers =
            [new BodyAndHead(layout), new FiniteParts(layout), new GatheredParts(layout), new ShapesOfSome(layout)];
        var parameters = Vectors.Uniform<float>(100_000, 1);
        var gradients = Vectors.Uniform<float>(100_000, 2);
        Assert.All(optimizers, optimizer =>
        {
            ((Optimizer<float>)optimizer).ThreadCount = threads;
            Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients)));
        });
    }
}
