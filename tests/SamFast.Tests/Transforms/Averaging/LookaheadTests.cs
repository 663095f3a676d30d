using System.Numerics;

namespace SamFast.Tests.Transforms.Averaging;

public class LookaheadTests
{
    private const int Length = 21;

    /// <summary>Optimizers that restart, with their periods in steps.</summary>
    public static TheoryData<Type, int> Restarting => new()
    {
        { typeof(AheadRestarting), 4 }, { typeof(NovogradRestarting), 3 }, { typeof(MuonRestarting), 3 }, { typeof(Sm3Restarting), 3 },
        { typeof(NarrowRestarting), 3 }, { typeof(TwiceRestarting), 6 }, { typeof(PastRestarting), 4 },
    };

    [Fact]
    public void The_fast_weights_go_back_a_part_of_the_way_after_every_k_th_step()
    {
        var (ahead, fast) = (new Ahead(Length), new Fast(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters], slow = [.. parameters];
        double[] evaluated = new double[Length];
        for (int step = 1; step <= 17; step++)
        {
            double[] gradient = Vectors.Uniform<double>(Length, 100 + step);
            ahead.Step(parameters, gradient);
            fast.Step(expected, gradient);
            for (int i = 0; step % 5 == 0 && i < Length; i++)
                expected[i] = slow[i] += 0.5 * (expected[i] - slow[i]);
            ahead.CopyEvaluationParametersTo(parameters, evaluated);
            AssertClose(expected, parameters);
            AssertClose(slow, evaluated);
        }
    }

    [Fact]
    public void After_a_synchronization_slow_and_fast_weights_are_the_same_to_the_last_bit()
    {
        var ahead = new Ahead(Length);
        double[] parameters = Vectors.Uniform<double>(Length, 1), evaluated = new double[Length];
        for (int step = 1; step <= 15; step++)
        {
            ahead.Step(parameters, Vectors.Uniform<double>(Length, step));
            ahead.CopyEvaluationParametersTo(parameters, evaluated);
            Assert.Equal(step % 5 == 0, parameters.AsSpan().SequenceEqual(evaluated));
        }
    }

    [Theory, MemberData(nameof(Restarting))]
    public void With_a_restart_a_round_equals_a_new_optimizer(Type optimizer, int period)
    {
        if (Declared.PrecisionOf(optimizer) == typeof(double))
            CompareWithNew<double>(optimizer, period);
        else
            CompareWithNew<float>(optimizer, period);
    }

    [Fact]
    public void A_restart_drops_the_observed_Hessian()
    {
        var old = new SophiaRestarting(Length);
        double[] parameters = Vectors.Uniform<double>(Length, 1);
        for (int round = 0; round < 4; round++)
        {
            var restarted = new SophiaRestarting(Length);
            double[] expected = [.. parameters];
            for (int i = 0; i < 3; i++)
            {
                double[] gradient = Vectors.Uniform<double>(Length, 3 * round + i);
                Assert.Equal(restarted.NeedsHessian, old.NeedsHessian);
                foreach (var (optimizer, point) in new[] { (old, parameters), (restarted, expected) })
                {
                    if (optimizer.NeedsHessian)
                        optimizer.Step(point, gradient, Vectors.Gradient<double>(Length, i));
                    else
                        optimizer.Step(point, gradient);
                }

                Bits.AssertSame<double>(expected, parameters, $"round {round}, step {i}:");
            }
        }
    }

    [Fact]
    public void It_synchronizes_with_the_steps_of_the_chain_and_not_with_the_calls()
    {
        var (gathered, ungathered) = (new GatheredAhead(Length), new UngatheredAhead(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        for (int step = 1; step <= 10; step++)
        {
            double[] gradient = Vectors.Uniform<double>(Length, step);
            gathered.Step(parameters, gradient);
            gathered.Step(parameters, gradient);
            ungathered.Step(expected, gradient);
            Bits.AssertSame<double>(expected, parameters, $"step {step}:");
        }
    }

    [Fact]
    public void A_gradient_that_is_dropped_never_happened()
    {
        var (one, other) = (new FiniteAhead(Length), new FiniteAhead(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        double[] evaluated = new double[Length], expectedEvaluated = new double[Length], broken = new double[Length];
        broken[3] = double.NaN;
        for (int step = 1; step <= 7; step++)
        {
            double[] gradient = Vectors.Uniform<double>(Length, step);
            one.Step(parameters, broken);
            one.Step(parameters, gradient);
            other.Step(expected, gradient);
            one.CopyEvaluationParametersTo(parameters, evaluated);
            other.CopyEvaluationParametersTo(expected, expectedEvaluated);
            Bits.AssertSame<double>(expected, parameters, $"step {step}:");
            Bits.AssertSame<double>(expectedEvaluated, evaluated, $"step {step}:");
        }
    }

    [Fact]
    public void The_step_size_is_a_property()
    {
        var (ahead, fast) = (new Ahead(Length) { SlowStepSize = 1 }, new Fast(Length));
        double[] parameters = Vectors.Uniform<double>(Length, 1), expected = [.. parameters];
        for (int step = 1; step <= 11; step++)
        {
            ahead.Step(parameters, Vectors.Uniform<double>(Length, step));
            fast.Step(expected, Vectors.Uniform<double>(Length, step));
        }

        Bits.AssertSame<double>(expected, parameters);
    }

    private static void CompareWithNew<T>(Type type, int period) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layout = Layout.Create([new("w", [4, 5]), new("b", [Length - 20])]);
        IGradientOptimizer<T> New() => (IGradientOptimizer<T>)Activator.CreateInstance(type, layout)!;
        var old = New();
        var parameters = Vectors.Uniform<T>(Length, 1);
        int step = 0;
        for (int round = 0; round < 4; round++)
        {
            var restarted = New();
            T[] expected = [.. parameters];
            for (int i = 0; i < period; i++)
            {
                var gradient = Vectors.Uniform<T>(Length, ++step);
                old.Step(parameters, gradient);
                restarted.Step(expected, gradient);
                Bits.AssertSame<T>(expected, parameters, $"round {round}, step {i}:");
            }
        }
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-13);
    }
}
