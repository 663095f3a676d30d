namespace SamFast.Tests.Gradients;

/// <summary>Invalid arguments of generated gradients are refused by name before anything is modified, and calls allocate nothing.</summary>
public class ArgumentTests
{
    private static readonly double[] _weights = [1, 2, 3];

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_gradient_of_another_length_is_refused_by_name(int length)
    {
        double[] gradient = [.. Enumerable.Repeat(7.0, length)];
        Refused("gradient", () => Fits.BowlGradient([1, 2, 3], _weights, gradient));
        Assert.All(gradient, element => Assert.Equal(7, element));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_gradient_that_overlaps_the_parameters_is_refused_by_name(int start)
    {
        double[] memory = [1, 2, 3, 4, 5];
        Refused("gradient", () => Fits.BowlGradient(memory.AsSpan(0, 3), _weights, memory.AsSpan(start, 3)));
        Assert.Equal([1, 2, 3, 4, 5], memory);
    }

    [Fact]
    public void A_gradient_that_overlaps_the_data_is_refused_by_name()
    {
        double[] weights = [1, 2, 3];
        Refused("gradient", () => Fits.BowlGradient([1, 2, 3], weights, weights));
        Assert.Equal([1, 2, 3], weights);
    }

    [Fact]
    public void A_direction_of_another_length_is_refused_by_name()
    {
        double[] product = [7, 7, 7];
        Refused("direction", () => Fits.BowlHessianProduct([1, 2, 3], _weights, [1], product));
        Assert.Equal([7, 7, 7], product);
    }

    [Fact]
    public void A_product_of_another_length_is_refused_by_name() =>
        Refused("product", () => Fits.BowlHessianProduct([1, 2, 3], _weights, [1, 2, 3], new double[2]));

    [Fact]
    public void A_product_that_overlaps_the_parameters_or_the_direction_is_refused_by_name()
    {
        double[] shared = [1, 2, 3];
        Refused("product", () => Fits.BowlHessianProduct(shared, _weights, [1, 2, 3], shared));
        Refused("product", () => Fits.BowlHessianProduct([1, 2, 3], _weights, shared, shared));
        Assert.Equal([1, 2, 3], shared);
    }

    [Fact]
    public void The_product_of_the_objective_is_checked_like_that_of_the_method() =>
        Refused("product", () => new Fits.BowlObjective(_weights).HessianProduct([1, 2, 3], [1, 2, 3], new double[4]));

    [Fact]
    public void No_parameters_are_a_loss_of_0()
    {
        Assert.Equal(0, Fits.BowlGradient([], _weights, []));
        Assert.Equal(0, new Fits.BowlObjective(_weights).Evaluate([], []));
    }

    [Fact]
    public void A_loss_that_reads_more_parameters_than_there_are_throws() =>
        Assert.ThrowsAny<Exception>(() => Fits.ValleyGradient([1], new double[1]));

    [Fact]
    public void A_call_after_the_first_allocates_nothing()
    {
        double[] p = [0.3, 0.1], q = [1, 2, 3], gradient = new double[2], wide = new double[3], direction = [1, 1, 1];
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            Call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Call()
        {
            var growth = new Fits.GrowthObjective(2000);
            var bowl = new Fits.BowlObjective(_weights);
            growth.Evaluate(p, gradient);
            growth.HessianProduct(p, direction.AsSpan(0, 2), gradient);
            bowl.Evaluate(q, wide);
            bowl.HessianProduct(q, direction, wide);
        }
    }

    [Fact]
    public void A_call_that_needs_less_memory_than_one_before_allocates_nothing()
    {
        double[] p = [0.3, 0.1], gradient = new double[2];
        Fits.GrowthGradient(p, 100_000, gradient);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int steps = 0; steps < 2000; steps += 100)
            Fits.GrowthGradient(p, steps, gradient);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Refused(string name, Action call) => Assert.Equal(name, Assert.Throws<ArgumentException>(call).ParamName);
}
