namespace SamFast.Tests.Sharpness.Variants;

[Optimizer<double>, Adam(0.01)]
internal sealed partial class Moments;

[Sam<Moments, PlainClimb>(syncPeriod: 4), Lookbehind(1)]
internal sealed partial class LookbehindAdam;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 4, mode: SamMode.Opaque), Lookbehind]
internal sealed partial class OpaqueLookbehind;

[Sam<MomentumSgd, PlainClimb>(syncPeriod: 4), Lookbehind]
internal sealed partial class LookbehindSamOfThree;

[MultiSteps(2), Sam<MomentumSgd, PlainClimb>(syncPeriod: 4), Lookbehind]
internal sealed partial class GatheredLookbehind;

/// <summary>Steps after each ascent: what besides the algorithm has to hold.</summary>
public class LookbehindTests
{
    [Fact]
    public void A_failing_gradient_function_leaves_no_trace()
    {
        foreach (var type in new[] { typeof(OpaqueLookbehind), typeof(OpaqueKeptLookbehindSam), typeof(OpaqueAdaptiveLookbehindSam) })
        {
            var (tried, untroubled) = (New(type), New(type));
            double[] ours = Problem.Start, theirs = Problem.Start;
            int evaluations = Declared.SamOf(type)!.SyncPeriod;
            for (int step = 0; step < 5; step++)
            {
                for (int failing = 0; failing < evaluations; failing++)
                {
                    int calls = 0;
                    Assert.Throws<TimeoutException>(() => tried.Step(ours, (point, gradient) =>
                    {
                        Problem.Wells(point.ToArray(), step).CopyTo(gradient);
                        if (calls++ == failing)
                            throw new TimeoutException();
                    }));
                    Assert.Equal(untroubled.StepCount, tried.StepCount);
                    Bits.AssertSame<double>(theirs, ours, $"after a failure in evaluation {failing}:");
                }

                VariantTests.Step(tried, ours, point => Problem.Wells(point, step));
                VariantTests.Step(untroubled, theirs, point => Problem.Wells(point, step));
                Bits.AssertSame<double>(theirs, ours);
                Assert.Equal((step + 1) * (evaluations - 1), tried.StepCount);
            }
        }

        static IOpaqueSam<double> New(Type type) => (IOpaqueSam<double>)Activator.CreateInstance(type, Problem.Layout)!;
    }

    [Fact]
    public void The_outer_optimizer_counts_its_steps()
    {
        var sharp = new LookbehindAdam(Problem.Layout);
        var alone = new Moments(Problem.Layout);
        double[] ours = Problem.Start, theirs = Problem.Start;
        for (int call = 0; call < 12; call++)
        {
            bool isFirst = sharp.AscentStep == 0;
            double[] gradient = Vectors.Uniform<double>(Problem.Length, 300 + call);
            sharp.Step(ours, gradient);
            if (!isFirst)
                alone.Step(theirs, gradient);
            Assert.Equal(alone.StepCount, sharp.StepCount);
            Bits.AssertSame<double>(theirs, sharp.AscentStep > 0 ? sharp.SavedParameters : ours);
        }
    }

    [Fact]
    public void Within_a_period_the_evaluation_parameters_are_those_from_which_it_began()
    {
        var optimizer = new LookbehindSam(Problem.Layout);
        double[] parameters = Problem.Start, copy = new double[Problem.Length];
        for (int period = 0; period < 3; period++)
        {
            double[] slow = [.. parameters];
            do
            {
                optimizer.CopyEvaluationParametersTo(parameters, copy);
                Bits.AssertSame<double>(slow, copy);
                optimizer.Step(parameters, Problem.Wells(parameters, period));
            }
            while (optimizer.AscentStep > 0);
            optimizer.CopyEvaluationParametersTo(parameters, copy);
            Bits.AssertSame<double>(parameters, copy);
        }
    }

    [Fact]
    public void A_period_that_is_left_keeps_its_steps_and_the_next_one_goes_back_from_them_to_where_it_began()
    {
        var optimizer = new LookbehindSamOfThree(Problem.Layout);
        var alone = new MomentumSgd(Problem.Layout);
        double[] parameters = Problem.Start, fast = Problem.Start;
        for (int call = 0; call < 3; call++)
            Call();
        optimizer.Restore(parameters);
        Bits.AssertSame<double>(fast, parameters);
        Assert.Equal((0, 2), (optimizer.AscentStep, optimizer.StepCount));
        for (int call = 0; call < 4; call++)
            Call();

        Assert.Equal(5, optimizer.StepCount);
        for (int i = 0; i < Problem.Length; i++)
            Assert.Equal(0.5 * (fast[i] + Problem.Start[i]), parameters[i], 1e-14);

        void Call()
        {
            double[] gradient = Problem.Wells(parameters, 0);
            if (optimizer.AscentStep > 0)
                alone.Step(fast, gradient);
            optimizer.Step(parameters, gradient);
        }
    }

    [Fact]
    public void A_period_without_an_ascent_is_one_plain_step()
    {
        var (transparent, opaque) = (new GatedLookbehindSam(Problem.Layout), new OpaqueGatedLookbehindSam(Problem.Layout));
        foreach (object optimizer in new object[] { transparent, opaque })
        {
            double[] parameters = Problem.Start;
            VariantTests.Step(optimizer, parameters, point => Problem.Wells(point, 0));
            var alone = new MomentumSgd(Problem.Layout);
            double[] trace = Enumerable.Range(0, 3).SelectMany(tensor => ((Optimizer<double>)optimizer).Slot("trace").ToArray(tensor)).ToArray();
            double[] g = Problem.Wells(parameters, 1), expected = [.. parameters.Select((p, i) => p - (0.02 * ((0.9 * trace[i]) + g[i])))];
            VariantTests.Step(optimizer, parameters, point => Problem.Wells(point, 1));
            for (int i = 0; i < Problem.Length; i++)
                Assert.Equal(expected[i], parameters[i], 1e-15);
        }

        Assert.Equal((4, 3), (transparent.StepCount, transparent.EvaluationsSaved));
        Assert.Equal((4, 3), (opaque.StepCount, opaque.EvaluationsSaved));
    }

    [Fact]
    public void Random_perturbations_are_the_same_in_both_modes()
    {
        var (transparent, opaque) = (new RandomLookbehindSam(Problem.Layout), new OpaqueRandomLookbehindSam(Problem.Layout));
        double[] ours = Problem.Start, theirs = Problem.Start;
        for (int step = 0; step < 20; step++)
        {
            VariantTests.Step(transparent, ours, point => Problem.Wells(point, step));
            VariantTests.Step(opaque, theirs, point => Problem.Wells(point, step));
            Bits.AssertSame<double>(theirs, ours);
        }
    }

    [Fact]
    public void Separate_tensors_are_stepped_in_place_with_the_same_result()
    {
        var (flat, scattered) = (new AdaptiveLookbehindSam(Problem.Layout), new AdaptiveLookbehindSam(Problem.Layout));
        double[] expected = Problem.Start;
        double[][] parameters = [.. Problem.Tensors.Select(tensor => Problem.Start[tensor])];
        double[][] gradients = [.. parameters.Select(tensor => new double[tensor.Length])];
        using var tensors = new TensorBuffers<double>(parameters, gradients);
        for (int call = 0; call < 20; call++)
        {
            double[] gradient = Problem.Wells(expected, call / 6);
            for (int i = 0; i < gradients.Length; i++)
                gradient[Problem.Tensors[i]].CopyTo(gradients[i], 0);
            flat.Step(expected, gradient);
            scattered.Step(tensors);
            Bits.AssertSame<double>(expected, [.. parameters.SelectMany(tensor => tensor)]);
        }
    }

    [Fact]
    public void Accumulation_around_SAM_collects_gradients_for_each_point()
    {
        var (gathered, bare) = (new GatheredLookbehind(Problem.Layout), new LookbehindSamOfThree(Problem.Layout));
        double[] ours = Problem.Start, theirs = Problem.Start;
        for (int call = 0; call < 12; call++)
        {
            gathered.Step(ours, Vectors.Uniform<double>(Problem.Length, 2 * call));
            gathered.Step(ours, Vectors.Uniform<double>(Problem.Length, (2 * call) + 1));
            bare.Step(theirs, [.. Vectors.Uniform<double>(Problem.Length, 2 * call)
                .Zip(Vectors.Uniform<double>(Problem.Length, (2 * call) + 1), (a, b) => 0.5 * (a + b))]);
            for (int i = 0; i < Problem.Length; i++)
                Assert.Equal(theirs[i], ours[i], 1e-13);
        }
    }
}
