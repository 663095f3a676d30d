using System.Runtime.CompilerServices;

namespace SamFast.Tests.Runtime;

/// <summary>Ten million steps: counters that count, memory that stays, numbers that do not drift.</summary>
public class EnduranceTests
{
    private const long Steps = 10_000_000, Period = 5;

    [Fact]
    public void Ten_million_steps_of_Adam_count_right_allocate_nothing_and_end_in_the_minimum()
    {
        var optimizer = new PlainAdam(2);
        float[] parameters = [-0.4f, 0.4f];
        AssertNothingAllocated(
            (optimizer, parameters, new float[2]), (new PlainAdam(2), new float[2], new float[2]),
            static (run, _) => run.Optimizer.Step(run.Parameters, Gradient(run.Parameters, run.Gradient)));
        Assert.Equal(Steps, optimizer.StepCount);
        // The remaining error is the rate: the noise of the gradients bounds Adam's steps from below.
        Assert.All(parameters, p => Assert.InRange(p, -1e-3f, 1e-3f));
    }

    [Fact]
    public void Ten_million_gradients_of_SAM_are_two_million_periods_in_step_with_their_phases()
    {
        var optimizer = new SamAdam(2);
        float[] parameters = [-0.4f, 0.4f];
        AssertNothingAllocated(
            (optimizer, parameters, new float[2]), (new SamAdam(2), new float[2], new float[2]),
            static (run, i) =>
            {
                if ((run.Optimizer.Phase == SamPhase.Ascent) != (i % Period < Period - 1))
                    Assert.Fail($"the phase of gradient {i} is {run.Optimizer.Phase}");
                run.Optimizer.Step(run.Parameters, Gradient(run.Parameters, run.Gradient));
            });
        Assert.Equal(Steps / Period, optimizer.StepCount);
        Assert.All(parameters, p => Assert.True(float.IsFinite(p)));
    }

    private static float[] Gradient(float[] parameters, float[] gradient)
    {
        (gradient[0], gradient[1]) = (parameters[0], 10 * parameters[1]);
        return gradient;
    }

    /// <summary>Takes all the steps, each of which counts; first some with another optimizer, so that everything is compiled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AssertNothingAllocated<TOptimizer>(
        (TOptimizer Optimizer, float[] Parameters, float[] Gradient) run,
        (TOptimizer Optimizer, float[] Parameters, float[] Gradient) another,
        Action<(TOptimizer Optimizer, float[] Parameters, float[] Gradient), long> step)
    {
        for (long i = 0; i < Steps / 100; i++)
            step(another, i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long i = 0; i < Steps; i++)
            step(run, i);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
