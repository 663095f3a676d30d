namespace SamFast.Tests.Optimizers;

/// <summary>One call steps an optimizer of any kind, with the bits of the <c>Step</c> of its kind.</summary>
public partial class StepWithTests
{
    private const int Length = 37, Steps = 5;

    [Optimizer, Adam(0.1)]
    private sealed partial class Plain;

    [Optimizer(ConsumesGradients = true), ClipByGlobalNorm(0.5), Sgd(0.1)]
    private sealed partial class Consuming;

    [Optimizer, PolyakSgd(maxLearningRate: 0.1)]
    private sealed partial class WithLoss;

    [Optimizer(ConsumesGradients = true), ClipByGlobalNorm(0.5), PolyakSgd(maxLearningRate: 0.1)]
    private sealed partial class ConsumingWithLoss;

    [Sam<Plain>(0.05)]
    private sealed partial class Transparent;

    [Sam<WithLoss>(0.05)]
    private sealed partial class TransparentWithLoss;

    [Sam<Plain>(0.05, mode: SamMode.Opaque)]
    private sealed partial class Opaque;

    [Optimizer, ScaleByLbfgs, ScaleByLearningRate(1), ScaleByBacktrackingLinesearch(10)]
    private sealed partial class Searching;

    [Optimizer, Sophia(0.01)]
    private sealed partial class Observing;

    [Fact]
    public void A_chain() => Compare(new Plain(Length), new Plain(Length), (o, p, g) => o.Step(p, g));

    [Fact]
    public void A_chain_that_consumes_gradients() =>
        Compare(new Consuming(Length), new Consuming(Length), (o, p, g) => o.Step(p, g));

    [Fact]
    public void A_chain_with_the_loss() => Compare(new WithLoss(Length), new WithLoss(Length), (o, p, g) => o.Step(p, g, Loss(p, default)));

    [Fact]
    public void A_chain_with_the_loss_that_consumes_gradients() => Compare(
        new ConsumingWithLoss(Length), new ConsumingWithLoss(Length), (o, p, g) => o.Step(p, g, Loss(p, default)));

    [Fact]
    public void A_period_of_transparent_SAM() => Compare(new Transparent(Length), new Transparent(Length), (o, p, g) =>
    {
        o.Step(p, g);
        Loss(p, g);
        o.Step(p, g);
    });

    [Fact]
    public void A_period_of_transparent_SAM_with_the_loss() =>
        Compare(new TransparentWithLoss(Length), new TransparentWithLoss(Length), (o, p, g) =>
        {
            o.Step(p, g, Loss(p, default));
            double value = Loss(p, g);
            o.Step(p, g, value);
        });

    [Fact]
    public void A_period_of_opaque_SAM() =>
        Compare(new Opaque(Length), new Opaque(Length), (o, p, _) => o.Step(p, (point, gradient) => Loss(point, gradient)));

    [Fact]
    public void A_line_search_returns_the_loss_after_the_step()
    {
        var (parameters, gradients) = Start();
        double value = ((IOptimizer<float>)new Searching(Length)).StepWith(parameters, gradients, Loss);
        Assert.Equal(Loss(parameters, default), value);
    }

    [Fact]
    public void A_step_that_needs_the_diagonal_of_the_Hessian_is_refused()
    {
        var (parameters, gradients) = Start();
        var optimizer = new Observing(Length);
        var before = parameters.ToArray();
        Assert.True(optimizer.NeedsHessian);
        Assert.Throws<InvalidOperationException>(() => ((IOptimizer<float>)optimizer).StepWith(parameters, gradients, Loss));
        Assert.Equal(before, parameters);

        optimizer.Step(parameters, gradients, gradients);
        double value = ((IOptimizer<float>)optimizer).StepWith(parameters, gradients, Loss);
        Assert.Equal(2, optimizer.StepCount);
        Assert.True(double.IsFinite(value));
    }

    private static void Compare<TOptimizer>(TOptimizer optimizer, TOptimizer other, Action<TOptimizer, float[], float[]> step)
        where TOptimizer : IOptimizer<float>
    {
        var (parameters, gradients) = Start();
        var (expected, along) = Start();
        for (int i = 0; i < Steps; i++)
        {
            double loss = Loss(expected, along);
            step(other, expected, along);
            Assert.Equal(loss, optimizer.StepWith(parameters, gradients, Loss));
            Assert.Equal(expected, parameters);
        }

        Assert.Equal(Steps, optimizer.StepCount);
    }

    private static (float[] Parameters, float[] Gradients) Start() =>
        ([.. Enumerable.Range(1, Length).Select(i => MathF.Sin(i))], new float[Length]);

    private static double Loss(ReadOnlySpan<float> point, Span<float> gradient)
    {
        double value = 0;
        for (int i = 0; i < point.Length; i++)
        {
            float distance = point[i] - (0.1f * i);
            value += distance * (double)distance / 2;
            if (!gradient.IsEmpty)
                gradient[i] = distance;
        }

        return value;
    }
}
