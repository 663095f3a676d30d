using SamFast.Generators.Planning;

namespace SamFast.Generators.Tests;

/// <summary>Sweeps, bytes moved per parameter and step, and bytes of state per parameter of plans.</summary>
public class PlanTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, Plan>> _plans = new(() =>
        Model.Plans(Chains.Concat(WholeTensors).Select(row => (string)row[0])));

    private const string PlainAdam = "[Optimizer, Adam(0.01)] public partial class Outer;\n";

    public static TheoryData<string, int, int, int> Chains => new()
    {
        { "[Optimizer, Sgd(0.1)]", 1, 12, 0 },
        { "[Optimizer<double>, Sgd(0.1)]", 1, 24, 0 },
        { "[Optimizer, Sgd(0.1, momentum: 0.9)]", 1, 20, 4 },
        { "[Optimizer, Sgd(0.1, momentum: 0.9, nesterov: true)]", 1, 20, 4 },
        { "[Optimizer, Lion(0.1)]", 1, 20, 4 },
        { "[Optimizer, Adam(0.1)]", 1, 28, 8 },
        { "[Optimizer, AdamW(0.1)]", 1, 28, 8 },
        { "[Optimizer, AdamW(0.1, BFloat16 = \"mu\")]", 1, 24, 6 },
        { "[Optimizer, AdamW(0.1, BFloat16 = \"mu, nu\")]", 1, 20, 4 },
        { "[Optimizer, Sgd(0.1, momentum: 0.9, BFloat16 = \"trace\")]", 1, 16, 2 },
        { "[Optimizer, Sgd(0.1, BFloat16 = \"trace\")]", 1, 12, 0 },
        { "[Optimizer, Trace(0.9, BFloat16 = \"trace\"), ClipByGlobalNorm(1), Scale(-0.1)]", 2, 22, 2 },
        { "[Optimizer(FlushBelow = 1e-30), AdamW(0.1)]", 1, 28, 8 },
        { "[Optimizer(FlushBelow = 1e-30), AdamW(0.1, BFloat16 = \"mu, nu\")]", 1, 20, 4 },
        { "[Optimizer, Clip(0.5), AdamW(0.1), Scale(2)]", 1, 28, 8 },
        { "[Optimizer, ClipByGlobalNorm(1), AdamW(0.1)]", 2, 32, 8 },
        { "[Optimizer, Normalize, Sgd(0.1)]", 2, 16, 0 },
        { "[Optimizer, Normalize, ClipByGlobalNorm(1), Sgd(0.1)]", 3, 20, 0 },
        { "[Optimizer, ScaleByAdam, ClipByGlobalNorm(1), Scale(-0.1)]", 2, 36, 12 },
        { "[Optimizer, ApplyIfFinite(5), Adam(0.1)]", 2, 32, 8 },
        { "[Optimizer, DynamicLossScale, Adam(0.1)]", 2, 32, 8 },
        { "[Optimizer, DynamicLossScale, ClipByGlobalNorm(1), Adam(0.1)]", 3, 36, 8 },
        { "[Optimizer, ApplyIfFinite(5), ClipByGlobalNorm(1), AdamW(0.1)]", 2, 32, 8 },
        { "[Optimizer, ApplyIfFinite(5), SkipLargeUpdates(9), ClipByGlobalNorm(1), AdamW(0.1)]", 2, 32, 8 },
        { "[Optimizer, ApplyIfFinite(5), ScaleByAdam, ClipByGlobalNorm(1), Scale(-0.1)]", 3, 40, 12 },
        { "[Optimizer, MultiSteps(1), Adam(0.1)]", 3, 32, 12 },
        { "[Optimizer, MultiSteps(2), Adam(0.1)]", 3, 8 + 32, 12 },
        { "[Optimizer, MultiSteps(4), Adam(0.1)]", 3, 8 + 12 + 12 + 32, 12 },
        { "[Optimizer, MultiSteps(4), ApplyIfFinite(5), Adam(0.1)]", 4, 8 + 12 + 12 + 8 + 32, 12 },
        { "[Optimizer, MultiSteps(4), ApplyIfFinite(5), ClipByGlobalNorm(1), Adam(0.1)]", 4, 8 + 12 + 12 + 8 + 32, 12 },
        { "[Optimizer, ApplyIfFinite(5), MultiSteps(4), Adam(0.1)]", 4, 4 * 4 + 8 + 12 + 12 + 32, 12 },
        { "[Optimizer, MultiSteps, Constant(4), Adam(0.1)]", 3, 8 + 32, 12 },
        { "[Optimizer, NoisySgd(0.1)]", 1, 12, 0 },
        { "[Optimizer, AddNoise(0.1, 0.5), ClipByGlobalNorm(1), Scale(-0.1)]", 2, 20, 4 },
        { "[Optimizer, ClipByGlobalNorm(1), NoisySgd(0.1)]", 2, 16, 0 },
        { "[Optimizer, Sophia(0.1)]", 2, 24, 8 },
        { "[Optimizer, PolyakSgd]", 2, 16, 0 },
        { "[Optimizer, Sgd(0.1), ReduceOnPlateau]", 1, 12, 0 },
        { "[Optimizer, Momo]", 2, 28, 4 },
        { "[Optimizer, MomoAdam]", 2, 40, 8 },
        { "[Optimizer, DadaptAdamW]", 1, 36, 12 },
        { "[Optimizer, DadaptAdamW, ClipByGlobalNorm(1)]", 2, 48, 16 },
        { "[Optimizer, ClipByGlobalNorm(1), DadaptAdamW]", 2, 40, 12 },
        { "[Optimizer, Prodigy]", 2, 56, 16 },
        { "[Optimizer, Prodigy(BFloat16 = \"mu\")]", 2, 50, 14 },
        { "[Optimizer, Momo, ClipByGlobalNorm(1)]", 3, 36, 4 },
        { "[Optimizer, Sgd(0.1), ProjectNonNegative]", 1, 12, 0 },
        { "[Optimizer, AdamW(0.1), ProjectBox(-1, 1), ProjectLInfBall(0.5)]", 1, 28, 8 },
        { "[Optimizer<double>, Sgd(0.1), ProjectHypercube]", 1, 24, 0 },
        { "[Optimizer, ClipByGlobalNorm(1), AdamW(0.1), ProjectNonNegative]", 2, 32, 8 },
        { "[Optimizer, Sgd(0.1), ProjectL2Ball(3)]", 2, 20, 0 },
        { "[Optimizer, ClipByGlobalNorm(1), Sgd(0.1), ProjectNonNegative, ProjectL2Sphere, ProjectHypercube]", 3, 24, 0 },
        { "[Optimizer, Sgd(0.1), ProjectL2Ball(3), ProjectL2Ball(2)]", 3, 28, 0 },
        { "[Optimizer, ApplyIfFinite(5), Sgd(0.1), ProjectNonNegative]", 2, 16, 0 },
        { "[Optimizer, MultiSteps(4), Sgd(0.1), ProjectL2Ball(3)]", 4, 8 + 12 + 12 + 16 + 8, 4 },
        { "[Optimizer, Adam(0.1), Lookahead(5, 0.5)]", 1 + 1, 36, 12 },
        { "[Optimizer, Adam(0.1), ParamsEma(0.9)]", 1 + 1, 36, 12 },
        { "[Optimizer, ScheduleFreeSgd]", 1 + 1, 20, 4 },
        { "[Optimizer, Adam(0.1), Mechanize]", 2, 12 + 36, 12 },
        { "[Optimizer, ClipByGlobalNorm(1), Adam(0.1), Mechanize]", 2, 12 + 36, 12 },
        { "[Optimizer, ScaleByAdam, ClipByGlobalNorm(1), Scale(-0.1), Mechanize]", 3, 12 + 24 + 20, 16 },
        { "[Optimizer, Sgd(1), ScaleByBacktrackingLinesearch(9)]", 1, 8, 4 },
        { "[Optimizer, Adam(1), ScaleByZoomLinesearch(9)]", 1, 24, 20 },
        { "[Optimizer, ScaleByAdam, ClipByGlobalNorm(1), Scale(-1), ScaleByZoomLinesearch(9)]", 2, 24 + 8, 20 },
        { "[Optimizer, Lbfgs(memorySize: 2)]", 2, 8 + 44 + 8, 36 },
        { "[Optimizer, ScaleByLbfgs(memorySize: 2), ScaleByZoomLinesearch(9)]", 1, 8 + 44, 36 },
        { "[Optimizer, Lbfgs(memorySize: 2, linesearch: false)]", 2, 8 + 44 + 12, 36 },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void A_chain_moves_the_minimum_number_of_bytes(string attributes, int sweeps, int moved, int state)
    {
        var plan = _plans.Value[attributes];
        Assert.Equal((sweeps, moved, state), (plan.Sweeps.Count, (int)plan.BytesMoved, plan.StateBytes));
    }

    public static TheoryData<string, int, int, int> WholeTensors => new()
    {
        { "[Optimizer, Centralize, Sgd(0.1)]", 2, 8 + 8 + 12, 4 },
        { "[Optimizer(ConsumesGradients = true), Centralize, Sgd(0.1)]", 1, 8 + 12, 0 },
        { "[Optimizer, Centralize, AdaptiveGradClip(0.1), Sgd(0.1)]", 2, 8 + 8 + 12 + 12, 4 },
        { "[Optimizer, ScaleByAdam, Centralize, Scale(-1)]", 2, 24 + 8 + 12, 12 },
        { "[Optimizer, Clip(1), Centralize, ClipByGlobalNorm(1), Scale(-1)]", 3, 8 + 8 + 4 + 12, 4 },
        { "[Optimizer, Normalize, Centralize, Scale(-1)]", 3, 4 + 8 + 8 + 12, 4 },
        { "[Optimizer, ApplyIfFinite(5), Centralize, Sgd(0.1)]", 3, 4 + 8 + 8 + 12, 4 },
        { "[Optimizer(ConsumesGradients = true), ApplyIfFinite(5), Centralize, Sgd(0.1)]", 2, 4 + 8 + 12, 0 },
        { "[Optimizer, MultiSteps(4), Centralize, Sgd(0.1)]", 4, 8 + 12 + 12 + 12 + 8 + 12, 8 },
    };

    [Theory]
    [MemberData(nameof(WholeTensors))]
    public void A_transform_of_whole_tensors_reads_the_update_from_memory(string attributes, int sweeps, int moved, int state)
    {
        var plan = _plans.Value[attributes];
        Assert.Equal((sweeps, moved, state), (plan.Sweeps.Count, (int)plan.BytesMoved, plan.StateBytes));
    }

    [Fact]
    public void The_groups_of_a_partition_share_the_memory_of_their_state()
    {
        var plan = Model.Plan(
            PlainAdam + "[Optimizer, Sgd(0.1, momentum: 0.9)] public partial class Head;"
            + "[Optimizer, Partition<Outer>(\"body\"), Partition<Head>(\"head\")] public partial class Subject;");

        Assert.Equal((2, 28, 8), (plan.Sweeps.Count, (int)plan.BytesMoved, plan.StateBytes));
        Assert.Equal([("bodyMu", 0), ("bodyNu", 1), ("headTrace", 0)], plan.Memory.Slots.Select(s => (s.Name, plan.Memory.NumberOf(s))));
        Assert.Equal(["BodyB1", "BodyB2", "BodyEps", "BodyEpsRoot", "BodyLearningRate", "HeadMomentum", "HeadLearningRate"],
            plan.Program.Properties.Select(p => p.Name));
    }

    [Fact]
    public void A_normalized_ascent_of_opaque_SAM_adds_16_bytes_to_those_of_the_outer_optimizer()
    {
        string source = PlainAdam + Declared.Ascent + "[Sam<Outer, Ascent>(mode: SamMode.Opaque)] public partial class Subject;";
        Assert.Equal(Model.Plan(source, "Outer").BytesMoved + 16, Model.Plan(source).BytesMoved);
    }

    [Fact]
    public void Transparent_SAM_also_saves_the_parameters_before_the_ascent()
    {
        string source = PlainAdam + Declared.Ascent + "[Sam<Outer, Ascent>] public partial class Subject;";
        Assert.Equal(Model.Plan(source, "Outer").BytesMoved + 20, Model.Plan(source).BytesMoved);
        Assert.Equal(Model.Plan(source, "Outer").StateBytes + 4, Model.Plan(source).StateBytes);
    }

    [Fact]
    public void A_period_of_1_is_the_outer_optimizer()
    {
        string source = PlainAdam + Declared.Ascent + "[Sam<Outer, Ascent>(1)] public partial class Subject;";
        Assert.Equal(Model.Plan(source, "Outer").BytesMoved, Model.Plan(source).BytesMoved);
        Assert.Equal(Model.Plan(source, "Outer").StateBytes, Model.Plan(source).StateBytes);
    }

    [Fact]
    public void A_gate_around_SAM_measures_each_gradient_and_a_gate_inside_shares_the_sweep_of_the_chain()
    {
        string source = "[Optimizer, ClipByGlobalNorm(1), Adam(0.01)] public partial class Outer;" + Declared.Ascent;
        string guarded = "[Optimizer, ApplyIfFinite(5), ClipByGlobalNorm(1), Adam(0.01)] public partial class Outer;" + Declared.Ascent;
        const string Sam = "[Sam<Outer, Ascent>(3)] public partial class Subject;";
        int plain = (int)Model.Plan(source + Sam).BytesMoved;

        Assert.Equal(plain + (3 * 4), Model.Plan(source + "[ApplyIfFinite(5), Sam<Outer, Ascent>(3)] public partial class Subject;").BytesMoved);
        Assert.Equal(plain, Model.Plan(guarded + Sam).BytesMoved);
    }

    [Fact]
    public void Accumulation_around_SAM_is_per_phase_and_inside_it_per_descent()
    {
        string source = PlainAdam + Declared.Ascent + "[Optimizer, MultiSteps(3), Adam(0.01)] public partial class Gathered;";
        var bare = Model.Plan(source + "[Sam<Outer, Ascent>] public partial class Subject;");
        var around = Model.Plan(source + "[MultiSteps(3), Sam<Outer, Ascent>] public partial class Subject;");
        var inside = Model.Plan(source + "[Sam<Gathered, Ascent>] public partial class Subject;");

        // Two sweeps of the ascent and one of the descent read the accumulator. Calls that only accumulate restore the parameters.
        Assert.Equal(bare.BytesMoved + (2 * (8 + 12)) + (3 * 4), around.BytesMoved);
        Assert.Equal((2 * 20) + bare.BytesMoved + (8 + 8) + (12 + 8) + 4, inside.BytesMoved);
        Assert.Equal(bare.StateBytes + 4, around.StateBytes);
        Assert.Equal(bare.StateBytes + 4, inside.StateBytes);
    }

    [Fact]
    public void Lamb_moves_at_most_44_bytes_in_two_sweeps()
    {
        var plan = Model.Plan("[Optimizer, Lamb(0.01, weightDecay: 0.1)] public partial class Subject;");

        Assert.Equal(2, plan.Sweeps.Count);
        Assert.Equal(40, plan.BytesMoved);
        Assert.Equal(2, plan.Sweeps[0].Measures.Count());
    }

    [Fact]
    public void An_update_that_may_take_the_gradients_place_needs_no_scratch()
    {
        var plan = Model.Plan("[Optimizer(ConsumesGradients = true), Lamb(0.01)] public partial class Subject;");

        Assert.Equal(8, plan.StateBytes);
        Assert.Equal(40, plan.BytesMoved);
        Assert.True(plan.Sweeps[0].OverwritesGradient);
        Assert.Null(plan.Sweeps[1].Origin);
    }

    [Fact]
    public void The_descent_of_opaque_SAM_overwrites_its_gradient_buffer()
    {
        var plan = Model.Plan(
            "[Optimizer, Lamb(0.01)] public partial class Outer;"
            + Declared.Ascent + "[Sam<Outer, Ascent>(2, mode: SamMode.Opaque)] public partial class Subject;");

        Assert.DoesNotContain(plan.Memory.Slots, s => s.Name == "scratch");
        Assert.Contains(plan.Phases.Descent.Sweeps, s => s.OverwritesGradient);
    }

    [Fact]
    public void A_property_with_the_name_of_a_parameter_of_an_alias_belongs_to_that_parameter()
    {
        var plan = Model.Plan("[Optimizer, Lamb(0.01)] public partial class Subject;");

        Assert.Equal("1e-6", plan.Program.Properties.Single(p => p.Name == "Eps").Model.Literal);
        Assert.Equal("0.0", plan.Program.Properties.Single(p => p.Name == "ScaleByTrustRatioEps").Model.Literal);
    }

    [Fact]
    public void An_update_that_needs_only_arithmetic_is_recomputed_instead_of_stored()
    {
        var plan = Model.Plan("[Optimizer, Clip(0.5), Normalize, Sgd(0.1)] public partial class Subject;");

        Assert.Empty(plan.Memory.Slots);
        Assert.True(plan.Sweeps[1].Operations[0].IsReplay);
        Assert.Equal("Clip(0.5)", plan.Sweeps[1].Operations[0].Link.Model.Title);
    }

    [Fact]
    public void An_update_after_a_measure_of_the_new_state_reads_only_that_state()
    {
        var plan = Model.Plan("[Optimizer, ScaleByAdam, Momo] public partial class Subject;");

        Assert.Equal(["Accumulate", "Move"], plan.Sweeps.Select(s => s.Name));
        Assert.False(plan.Sweeps[1].ReadsUpdate);
        Assert.DoesNotContain(plan.Memory.Slots, s => s.Name == "scratch");
        Assert.Equal(3, plan.Sweeps[0].Measures.Count());
    }

    [Fact]
    public void A_Conclude_for_the_next_step_needs_no_sweep()
    {
        var plan = Model.Plan("[Optimizer, DadaptAdamW] public partial class Subject;");

        Assert.Equal(["PrepareCall", "Sweep", "ConcludeCall"], plan.Phases.Descent.Steps.Select(s => s.GetType().Name));
    }

    [Fact]
    public void A_measure_after_a_change_of_state_stores_the_update_in_scratch()
    {
        var plan = Model.Plan("[Optimizer, ScaleByAdam, ClipByGlobalNorm(1), Scale(-0.1)] public partial class Subject;");

        Assert.Equal(plan.Sweeps[0].Scratch, plan.Sweeps[1].Origin);
        Assert.Contains(plan.Sweeps[0].Scratch!, plan.Memory.Slots);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("syncPeriod: 3", true)]
    [InlineData("resetState: false", true)]
    public void The_momentum_of_an_adversary_needs_memory_only_if_it_is_kept(string arguments, bool isKept)
    {
        var plan = Model.Plan(
            PlainAdam + "[Optimizer, Normalize, Sgd(0.1, momentum: 0.9)] public partial class Climb;"
            + $"[Sam<Outer, Climb>({arguments})] public partial class Subject;");

        Assert.Equal(isKept, plan.Memory.Slots.Any(s => s.Name == "adversaryTrace"));
    }

    [Theory]
    [InlineData("[Optimizer, AddDecayedWeights(0), Scale(-1)]", "Scale")]
    [InlineData("[Optimizer, Sgd(0.1, momentum: 0)]", "ScaleByLearningRate")]
    [InlineData("[Optimizer, AdamW(0.1, weightDecay: 0)]", "ScaleByAdam ScaleByLearningRate")]
    public void A_transform_that_does_nothing_is_left_out(string attributes, string transforms)
    {
        var plan = Model.Plan(attributes + " public partial class Subject;");
        Assert.Equal(transforms.Split(' '), plan.Model.Outer.Stages.Select(s => s.Title.Split('(')[0]));
    }

    [Theory]
    [InlineData("Odd", "Clip Scale")]
    [InlineData("Odd(limit: 0.5)", "Clip Scale")]
    [InlineData("Odd(limit: -1)", "Scale")]
    [InlineData("Odd(clips: false)", "Scale")]
    public void An_alias_omits_transforms_by_its_parameters(string attribute, string transforms)
    {
        var outcome = Compiler.Run(
            "[Clip(1), Scale(-1)] public sealed class OddAttribute([Includes(\"Clip\")] bool clips = true, "
            + "[Sets(\"Clip.maxDelta\"), IdentityAt(-1)] double limit = 1) : AliasAttribute; "
            + $"[Optimizer, {attribute}] public partial class Subject;").IsClean();
        Assert.Equal(transforms.Contains("Clip", StringComparison.Ordinal), outcome.Text.Contains("ClipAttribute", StringComparison.Ordinal));
    }

    [Fact]
    public void A_transform_that_a_schedule_drives_is_not_left_out()
    {
        var plan = Model.Plan(
            "[Optimizer, Sgd(0.1, momentum: 0), Linear(0, 0.9, 10, Of = \"momentum\")] public partial class Subject;");
        Assert.Contains(plan.Memory.Slots, s => s.Name == "trace");
    }

    [Fact]
    public void The_bytes_of_the_longest_period_do_not_overflow()
    {
        var plan = Model.Plan(PlainAdam + Declared.Ascent + "[Sam<Outer, Ascent>(int.MaxValue)] public partial class Subject;");
        Assert.True(plan.BytesMoved > int.MaxValue);
    }
}
