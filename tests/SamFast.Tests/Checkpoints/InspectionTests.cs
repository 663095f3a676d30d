using SamFast.Tests.Linesearches;
using SamFast.Tests.Parameters;

namespace SamFast.Tests.Checkpoints;

/// <summary>All that an optimizer keeps and computes can be read by name.</summary>
public class InspectionTests
{
    private static readonly Layout s_layout = [new("w", [2, 3]), new("b", [2])];

    private readonly float[] _parameters = [1, 2, 3, 4, 5, 6, 7, 8];
    private readonly float[] _gradients = [3, 0, 0, 0, 0, 0, 4, 0];

    [Fact]
    public void Slots_are_read_tensor_by_tensor()
    {
        var optimizer = new Scheduled(s_layout);
        optimizer.Step(_parameters, _gradients);

        Assert.Equal(["mu", "nu"], optimizer.Slots.Select(slot => slot.Name));
        Assert.Equal([StateType.BF16, StateType.F32], optimizer.Slots.Select(slot => slot.Type));
        // Clipped to a norm of 1: 0.6 and 0.8, times 1 − β.
        Assert.Equal([0.060f, 0, 0, 0, 0, 0], optimizer.Slot("mu").ToArray("w").Select(x => MathF.Round(x, 3)));
        Assert.Equal(0.00064f, optimizer.Slot("nu")["b"][0], 1e-8f);
        Assert.Equal(2, optimizer.Slot("nu")[1].Length);
        Assert.Throws<NotSupportedException>(() => optimizer.Slot("mu")["w"].Length);
        Assert.Contains("mu, nu", Assert.Throws<KeyNotFoundException>(() => optimizer.Slot("trace")).Message, StringComparison.Ordinal);
        Assert.Contains("w, b", Assert.Throws<KeyNotFoundException>(() => optimizer.Slot("nu")["c"].Length).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Slot("nu")[2].Length);
    }

    [Fact]
    public void Slots_whose_lengths_are_their_own_are_read_too()
    {
        var optimizer = new Rows(s_layout);
        optimizer.Step(_parameters, _gradients);
        Assert.NotEmpty(optimizer.Slots);
        Assert.All(optimizer.Slots, slot => Assert.Contains(slot.ToArray("w"), x => x != 0));
    }

    [Fact]
    public void Scalars_are_those_of_the_last_step()
    {
        var optimizer = new Scheduled(s_layout);
        Assert.Equal(0, optimizer.Scalar("clip"));
        for (int step = 0; step < 3; step++)
            optimizer.Step(_parameters, _gradients);

        Assert.Equal(3, optimizer.Scalar("StepCount"));
        Assert.Equal(0.1 - (2 * 0.009), optimizer.Scalar("LearningRate"), 12);
        Assert.Equal(optimizer.LearningRate, optimizer.Scalar("LearningRate"));
        Assert.Equal(5, Math.Sqrt(optimizer.Scalar("squaredNorm")), 6);
        Assert.Equal(0.2, optimizer.Scalar("clip"), 6);
        Assert.Equal(Math.Pow(0.9, 3), optimizer.Scalar("b1Power"), 12);
        Assert.Equal(ScalarKind.Measure, optimizer.Scalars.Single(s => s.Name == "squaredNorm").Kind);
        Assert.Throws<KeyNotFoundException>(() => optimizer.Scalar("rho"));
    }

    [Fact]
    public void Trust_ratios_are_read_tensor_by_tensor()
    {
        var optimizer = new PlainLamb(s_layout);
        optimizer.Step(_parameters, _gradients);
        Assert.NotEqual(optimizer.Scalar("trustRatio", "w"), optimizer.Scalar("trustRatio", "b"));
        Assert.True(optimizer.Scalar("trustRatio", "w") > 0);
        Assert.Throws<KeyNotFoundException>(() => optimizer.Scalar("trustRatio", "c"));
        Assert.Contains("trustRatio", Assert.Throws<KeyNotFoundException>(() => optimizer.Scalar("clip", "w")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_phase_of_SAM_and_the_length_of_its_perturbation_are_read()
    {
        var optimizer = new SharpTorchLikeAdamW(s_layout);
        Assert.Equal(0, optimizer.PerturbationNorm<float>(_parameters));
        optimizer.Step(_parameters, _gradients);
        Assert.Equal(1, optimizer.Scalar("AscentStep"));
        Assert.Equal(0.05, optimizer.PerturbationNorm<float>(_parameters), 6);
        Assert.Equal(optimizer.SavedParameters[..6].ToArray(), optimizer.Slot("saved").ToArray("w"));
        Assert.Throws<ArgumentException>(() => optimizer.PerturbationNorm<float>(_parameters.AsSpan(1)));
        optimizer.Step(_parameters, _gradients);
        Assert.Equal(0, optimizer.PerturbationNorm<float>(_parameters));
    }

    [Fact]
    public void A_tensor_has_the_state_of_the_transforms_that_act_on_it()
    {
        Layout layout = [new("w", [2, 3], "body"), new("b", [2], "head")];
        var optimizer = new BodyAndHead(layout);
        optimizer.Step(_parameters, _gradients);
        Assert.Equal(["bodyMu", "bodyNu", "headAverage", "headTrace"], optimizer.Slots.Select(slot => slot.Name));
        Assert.Equal((6, 0), (optimizer.Slot("bodyMu")["w"].Length, optimizer.Slot("bodyMu")["b"].Length));
        Assert.Equal((0, 2), (optimizer.Slot("headTrace").ToArray("w").Length, optimizer.Slot("headTrace").ToArray("b").Length));
        Assert.Equal("bodyMu: F32, 1 tensor", optimizer.Slot("bodyMu").ToString());

        var some = new NormsOfSome(Driver.Of(new("w", [2, 3], "decay"), new("b", [2])));
        some.Step(_parameters, _gradients);
        Assert.NotEqual(0, some.Scalar("trustRatio", "b"));
        Assert.Contains("tensor 'w'", Assert.Throws<KeyNotFoundException>(() => some.Scalar("trustRatio", "w")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_of_a_line_search_and_the_memory_of_L_BFGS_are_read()
    {
        var optimizer = new Lbfgs64(s_layout);
        double[] parameters = [1, 2, 3, 4, 5, 6, 7, 8];
        for (int step = 0; step < 3; step++)
            optimizer.Step(parameters, Loss);
        Assert.Equal(optimizer.LastSearch.Value, optimizer.Scalar("LastSearch.Value"));
        Assert.NotEqual(0, optimizer.Scalar("weights[0]"));
        Assert.Equal(24, optimizer.Slots.Count);
        Assert.Equal(6, optimizer.Slot("diffParams[1]")["w"].Length);

        optimizer.Reset();
        Assert.True(optimizer.LastGradient.IsEmpty);
        Assert.Equal(LinesearchResult.Initial, optimizer.LastSearch);

        static double Loss(ReadOnlySpan<double> point, Span<double> gradient)
        {
            double sum = 0;
            for (int i = 0; i < point.Length; i++)
            {
                sum += 0.5 * (i + 1) * point[i] * point[i];
                if (!gradient.IsEmpty)
                    gradient[i] = (i + 1) * point[i];
            }

            return sum;
        }
    }

    [Fact]
    public void The_plan_is_an_object()
    {
        var plan = PlainLamb.Plan;
        Assert.Same(plan, new PlainLamb(3).GetPlan());
        Assert.Equal(40, plan.BytesMoved);
        Assert.Equal(12, plan.StateBytes);
        Assert.Equal(["g, p, mu, nu", "g, p"], plan.Sweeps.Select(s => s.Reads.Replace("scratch", "g", StringComparison.Ordinal)));
        Assert.Equal(plan.BytesMoved, plan.Sweeps.Sum(s => s.BytesMoved));
        Assert.True(Rows.Plan.Sweeps[0].IsOverWholeTensors || Rows.Plan.Sweeps[1].IsOverWholeTensors);
        Assert.StartsWith("PlainLamb: ", plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_debugger_shows_the_step_and_the_phase()
    {
        var optimizer = new Scheduled(s_layout);
        optimizer.Step(_parameters, _gradients);
        Assert.Equal("Scheduled: 8 parameters in 2 tensors, 1 steps, MaxNorm 1, B1 0.9, B2 0.999, Eps 1E-08, EpsRoot 0, WeightDecay 0.0001, "
            + "LearningRate 0.1", optimizer.ToString());
        Assert.Equal("mu: BF16, 2 tensors", optimizer.Slot("mu").ToString());
    }
}
