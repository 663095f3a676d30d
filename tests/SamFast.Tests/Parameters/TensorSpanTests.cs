using System.Numerics.Tensors;

namespace SamFast.Tests.Parameters;

[Optimizer(ConsumesGradients = true), ScaleByAdam, ClipByGlobalNorm(1.0), Sgd(0.1)]
internal sealed partial class Consuming;

[Optimizer, PolyakSgd]
internal sealed partial class WithLoss;

[Optimizer(ConsumesGradients = true), Momo(0.5)]
internal sealed partial class ConsumingWithLoss;

[Optimizer, Sophia(0.01)]
internal sealed partial class Curved;

[Optimizer, Lbfgs]
internal sealed partial class Searching;

/// <summary>Steps with the types of System.Numerics.Tensors.</summary>
[Collection(AllocationTests.Alone)]
public class TensorSpanTests
{
    private const int Rows = 37, Columns = 41, Length = Rows * Columns;

    [Fact]
    public void A_step_with_tensors_is_the_step_with_spans()
    {
        var (optimizer, plain) = (new ClippedAdamW(Length), new ClippedAdamW(Length));
        Same(
            (p, g) => optimizer.Step(p.AsTensorSpan(), g.AsReadOnlyTensorSpan()), (p, g) => plain.Step(p, g));
        var (transparent, phases) = (new SamAdam(Length), new SamAdam(Length));
        Same((p, g) => transparent.Step(p, g), (p, g) => phases.Step(p, g));
    }

    [Fact]
    public void A_step_that_consumes_the_gradient_does_so_with_tensors()
    {
        var (optimizer, plain) = (new Consuming(Length), new Consuming(Length));
        Same((p, g) => optimizer.Step(p, g), (p, g) => plain.Step(p, g));
        var (valued, plainValued) = (new ConsumingWithLoss(Length), new ConsumingWithLoss(Length));
        Same((p, g) => valued.Step(p, g, 0.5), (p, g) => plainValued.Step(p, g, 0.5));
    }

    [Fact]
    public void A_step_with_the_loss_or_the_Hessian_takes_tensors()
    {
        var (valued, plainValued) = (new WithLoss(Length), new WithLoss(Length));
        Same((p, g) => valued.Step(p, g, 0.5), (p, g) => plainValued.Step(p, g, 0.5));
        var (curved, plainCurved) = (new Curved(Length), new Curved(Length));
        float[] diagonal = Vectors.Uniform<float>(Length, 7);
        Same(
            (p, g) =>
            {
                if (curved.NeedsHessian)
                    curved.Step(p, g, Tensor.Create(diagonal, [Rows, Columns]));
                else
                    curved.Step(p, g);
            },
            (p, g) =>
            {
                if (plainCurved.NeedsHessian)
                    plainCurved.Step(p, g, diagonal);
                else
                    plainCurved.Step(p, g);
            });
    }

    [Fact]
    public void A_step_of_any_kind_takes_tensors()
    {
        var half = new Half();
        float[] memory = new float[Length];
        foreach (var make in (Func<IOptimizer<float>>[])
            [() => new PlainAdam(Length), () => new SamAdam(Length), () => new OpaqueSamAdam(Length), () => new Searching(Length)])
        {
            var (optimizer, plain) = (make(), make());
            Same((p, g) => optimizer.StepWith(p, g, ref half), (p, _) => plain.StepWith(p, memory, ref half));
            Same((p, g) => optimizer.StepWith(p, g, half.Evaluate), (p, _) => plain.StepWith(p, memory, ref half));
        }
    }

    [Fact]
    public void An_optimizer_that_needs_no_loss_ignores_it()
    {
        var (optimizer, plain) = (new ClippedAdamW(Length), new ClippedAdamW(Length));
        Same((p, g) => optimizer.Step(p, g, double.NaN), (p, g) => plain.Step(p, g));
    }

    [Fact]
    public void A_tensor_that_is_not_dense_is_refused_by_name_with_the_remedy()
    {
        var optimizer = new PlainAdam(6);
        float[] memory = [1, 2, 3, 4, 5, 6, 7, 8];
        var dense = Tensor.Create(new float[6], [2, 3]);

        var exception = Assert.Throws<ArgumentException>(
            () => optimizer.Step(new TensorSpan<float>(memory.AsSpan(), [2, 3], [4, 1]), dense));
        Assert.Equal("parameters", exception.ParamName);
        Assert.Contains("not dense", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Copy it", exception.Message, StringComparison.Ordinal);
        Assert.Contains("TensorBuffers<T>", exception.Message, StringComparison.Ordinal);

        // The rows of a transposed tensor are next to each other, but in another order.
        Assert.Equal("gradients", Assert.Throws<ArgumentException>(
            () => optimizer.Step(dense, new ReadOnlyTensorSpan<float>(memory, [2, 3], [1, 2]))).ParamName);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(
            () => new OpaqueSamAdam(6).StepWith(new TensorSpan<float>(memory.AsSpan(), [2, 3], [1, 2]), dense, (_, _) => 0)).ParamName);
        Assert.Equal([1f, 2, 3, 4, 5, 6, 7, 8], memory);
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused_even_if_it_is_as_long()
    {
        var optimizer = new PlainAdam(6);
        var parameters = Tensor.Create(new float[6], [2, 3]);
        var exception = Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, Tensor.Create(new float[6], [3, 2])));
        Assert.Equal("gradients", exception.ParamName);
        Assert.Contains("the shape [3, 2], and the parameters have [2, 3]", exception.Message, StringComparison.Ordinal);
        Assert.Equal("hessianDiagonal", Assert.Throws<ArgumentException>(
            () => new Curved(6).Step(parameters, Tensor.Create(new float[6], [2, 3]), Tensor.Create(new float[6], [6]))).ParamName);
    }

    [Fact]
    public void A_tensor_of_another_length_than_the_optimizers_is_refused()
    {
        var optimizer = new PlainAdam(5);
        Assert.Contains("constructed for 5 parameters", Assert.Throws<ArgumentException>(() => optimizer.Step(
            Tensor.Create(new float[6], [2, 3]), Tensor.Create(new float[6], [2, 3]))).Message, StringComparison.Ordinal);
        var none = new PlainAdam(0);
        none.Step(default(TensorSpan<float>), default(ReadOnlyTensorSpan<float>));
        Assert.Equal(1, none.StepCount);
        Assert.Throws<ArgumentNullException>(() => ((IGradientOptimizer<float>)null!).Step(default(TensorSpan<float>), default));
    }

    [Fact]
    public void A_dense_part_of_a_tensor_is_stepped_in_place()
    {
        float[] memory = [1, 2, 3, 4, 5, 6], expected = [3, 4, 5, 6], gradient = [1, -1, 1, -1];
        new PlainSgd(4).Step(new TensorSpan<float>(memory.AsSpan(), [3, 2])[1.., ..], Tensor.Create(gradient, [2, 2]));
        new PlainSgd(4).Step(expected, gradient);
        Assert.Equal([1, 2, .. expected], memory);
    }

    [Fact]
    public void A_step_with_tensors_allocates_nothing()
    {
        var (optimizer, opaque, search) = (new ClippedAdamW(Length), new OpaqueSamAdam(Length), new Searching(Length));
        var half = new Half();
        var parameters = Tensor.Create(Vectors.Uniform<float>(Length, 1), [Rows, Columns]);
        var gradients = Tensor.Create(Vectors.Uniform<float>(Length, 2), [Rows, Columns]);
        Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradients)));
        Assert.Equal(0, AllocationTests.AllocatedBy(() => opaque.StepWith(parameters, gradients, ref half)));
        Assert.Equal(0, AllocationTests.AllocatedBy(() => search.StepWith(parameters, gradients, ref half)));
    }

    private static void Same(Action<Tensor<float>, Tensor<float>> step, Action<float[], float[]> plain)
    {
        float[] expected = Vectors.Uniform<float>(Length, 1), actual = [.. expected];
        for (int i = 0; i < 3; i++)
        {
            float[] gradient = Vectors.Uniform<float>(Length, 2 + i);
            step(Tensor.Create(actual, [Rows, Columns]), Tensor.Create([.. gradient], [Rows, Columns]));
            plain(expected, gradient);
        }

        Bits.AssertSame<float>(expected, actual, "");
    }

    /// <summary>Half the square of the parameters' length.</summary>
    private struct Half : IObjective<float>
    {
        public readonly double Evaluate(ReadOnlySpan<float> point, Span<float> gradient)
        {
            if (!gradient.IsEmpty)
                point.CopyTo(gradient);
            return 0.5 * TensorPrimitives.SumOfSquares(point);
        }
    }
}
