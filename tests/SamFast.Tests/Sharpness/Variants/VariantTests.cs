namespace SamFast.Tests.Sharpness.Variants;

/// <summary>Published variants of SAM, each against a transcription of its algorithm.</summary>
public class VariantTests
{
    private const int Steps = 200;

    /// <summary>The declarations of a variant, transparent and opaque where there are both, and its transcription.</summary>
    private static readonly Dictionary<string, (Type[] Declared, Func<Transcription> Paper)> s_variants = new()
    {
        ["SAM"] = ([typeof(Sam), typeof(OpaqueSam)], () => Transcriptions.Sam()),
        ["SAM with three ascents"] = ([typeof(FourStepSam), typeof(OpaqueFourStepSam)], () => Transcriptions.KStep(3, 0.05)),
        ["ASAM"] = ([typeof(Asam), typeof(OpaqueAsam)], () => Transcriptions.Asam(0.3, 0.01, _ => true)),
        ["ASAM of weights"] = ([typeof(WeightAsam)], () => Transcriptions.Asam(0.3, 0.01, i => i is < 8 or >= 12)),
        ["SAM-ON"] = ([typeof(SamOn)], () => Transcriptions.SamOn(i => i is >= 8 and < 12)),
        ["GCSAM"] = ([typeof(CentralizedSam)], () => Transcriptions.Centralized()),
        ["F-SAM"] = ([typeof(FriendlySam), typeof(OpaqueFriendlySam)], () => Transcriptions.Friendly(1, 0.9)),
        ["VaSSO"] = ([typeof(Vasso), typeof(OpaqueVasso)], () => Transcriptions.Vasso(0.4)),
        ["ESAM"] = ([typeof(Esam), typeof(OpaqueEsam)], () => Transcriptions.Esam(0.6, 5)),
        ["GSAM"] = ([typeof(Gsam), typeof(OpaqueGsam)], () => Transcriptions.Gsam(0.3)),
        ["WSAM, coupled"] = ([typeof(CoupledWsam), typeof(OpaqueCoupledWsam)], () => Transcriptions.CoupledWsam(0.7)),
        ["WSAM, decoupled"] = ([typeof(DecoupledWsam), typeof(OpaqueDecoupledWsam)], () => Transcriptions.DecoupledWsam(0.7)),
        ["Gradient-norm penalty"] =
            ([typeof(GradientNormPenalty), typeof(OpaqueGradientNormPenalty)], () => Transcriptions.GradientNormPenalty(0.6)),
        ["StableSAM"] = ([typeof(StableSam), typeof(OpaqueStableSam)], () => Transcriptions.StableSam()),
        ["LookSAM"] = ([typeof(LookSam), typeof(OpaqueLookSam)], () => Transcriptions.LookSam(4, 0.7)),
        ["Sparse SAM with a mask of ones"] = ([typeof(SparseSam), typeof(OpaqueSparseSam)], () => Transcriptions.Sam()),
        ["Lookbehind-SAM"] =
            ([typeof(LookbehindSam), typeof(OpaqueLookbehindSam)], () => Transcriptions.Lookbehind(5, 0.5, 0.05)),
        ["Lookbehind-SAM with a stateful climb"] =
            ([typeof(KeptLookbehindSam), typeof(OpaqueKeptLookbehindSam)], () => Transcriptions.Lookbehind(3, 0.8, 0.05, hasMomentum: true)),
        ["Lookbehind-SAM, adaptive"] =
            ([typeof(AdaptiveLookbehindSam), typeof(OpaqueAdaptiveLookbehindSam)], () => Transcriptions.Lookbehind(5, -1, 0.05)),
        ["Lookbehind-SAM with one ascent"] =
            ([typeof(ShortLookbehindSam), typeof(OpaqueShortLookbehindSam)], () => Transcriptions.Lookbehind(1, 0.5, 0.1)),
        ["Lookbehind-SAM with GSAM"] =
            ([typeof(LookbehindGsam), typeof(OpaqueLookbehindGsam)], () => Transcriptions.LookbehindGsam(3, 0.5, 0.05, 0.3)),
        ["GSAM with two ascents"] = ([typeof(ThreeCallGsam), typeof(OpaqueThreeCallGsam)],
            () => Transcriptions.KStep(2, isKept: false, (g, gs) => Transcriptions.Decomposed(g, gs, 0.3))),
        ["GSAM with three ascents of a kept adversary"] = ([typeof(FourCallGsam), typeof(OpaqueFourCallGsam)],
            () => Transcriptions.KStep(3, isKept: true, (g, gs) => Transcriptions.Decomposed(g, gs, 0.3))),
        ["WSAM with two ascents of a kept adversary"] = ([typeof(ThreeCallWsam), typeof(OpaqueThreeCallWsam)],
            () => Transcriptions.KStep(2, isKept: true, (g, gs) => Transcriptions.Mixed(g, gs, 0.7 / (1 - 0.7)))),
        ["WSAM with three ascents"] = ([typeof(FourCallWsam), typeof(OpaqueFourCallWsam)],
            () => Transcriptions.KStep(3, isKept: false, (g, gs) => Transcriptions.Mixed(g, gs, 0.7 / (1 - 0.7)))),
        ["Gradient-norm penalty with two ascents"] = ([typeof(ThreeCallNormPenalty), typeof(OpaqueThreeCallNormPenalty)],
            () => Transcriptions.KStep(2, isKept: false, (g, gs) => Transcriptions.Mixed(g, gs, 0.6))),
        ["Gradient-norm penalty with three ascents of a kept adversary"] =
            ([typeof(FourCallNormPenalty), typeof(OpaqueFourCallNormPenalty)],
            () => Transcriptions.KStep(3, isKept: true, (g, gs) => Transcriptions.Mixed(g, gs, 0.6))),
        ["SAM at intervals"] =
            ([typeof(IntervalSam), typeof(OpaqueIntervalSam)], () => Transcriptions.Sam(climbs: (_, step) => step % 3 == 0)),
        ["SAM from a step on"] = ([typeof(LateSam)], () => Transcriptions.Sam(climbs: (_, step) => step >= 60)),
        ["SS-SAM"] = ([typeof(RandomSam)], () => Transcriptions.Sam(climbs: (_, step) => Climbs(3, step, 0.4))),
        ["RST"] = ([typeof(RisingSam)], () => Transcriptions.Sam(climbs: (_, step) => Climbs(0, step, Math.Min(1, step / 150.0)))),
        ["AE-SAM"] = ([typeof(AdaptiveSam), typeof(OpaqueAdaptiveSam)], () => Transcriptions.AdaptiveSam(150)),
        ["SAM with a schedule for its radius"] =
            ([typeof(ScheduledSam)], () => Transcriptions.Sam(radius: step => 0.2 * Math.Min(1, step / 100.0))),
        ["Momentum-SAM"] = ([typeof(MomentumSam)], () => Transcriptions.MomentumSam(0, [])),
        ["Momentum-SAM with decay"] = ([typeof(DecayedMomentumSam)], () => Transcriptions.MomentumSam(0.01, [])),
        ["Momentum-SAM with Adam"] = ([typeof(AdamMomentumSam)], () => Transcriptions.AdamMomentumSam([])),
        ["bSAM"] = ([typeof(Bsam), typeof(OpaqueBsam)], () => Transcriptions.Bsam(500, 7, [])),
    };

    /// <summary>The names of the radius.</summary>
    private static readonly string[] s_radii = ["Rho", "AdversaryRho", "AdversaryLearningRate"];

    public static TheoryData<string> Names => [.. s_variants.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_variant_follows_its_published_algorithm(string name)
    {
        var (declared, paper) = s_variants[name];
        foreach (var problem in new BatchGradient[] { Problem.Logistic, Problem.Wells })
        {
            foreach (var type in declared)
            {
                double[] expected = Problem.Start, actual = Problem.Start;
                var transcription = paper();
                object optimizer = Activator.CreateInstance(type, Problem.Layout)!;
                for (int step = 0; step < Steps; step++)
                {
                    int batch = step;
                    transcription(expected, point => problem(point, batch), step);
                    Step(optimizer, actual, point => problem(point, batch));
                    for (int i = 0; i < Problem.Length; i++)
                        Assert.Equal(0, (actual[i] - expected[i]) / Math.Max(1e-3, Math.Abs(expected[i])), 1e-10);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Transparent_and_opaque_mode_are_the_same_bit_for_bit(string name)
    {
        var (declared, _) = s_variants[name];
        var trajectories = declared.Select(type =>
        {
            double[] parameters = Problem.Start;
            object optimizer = Activator.CreateInstance(type, Problem.Layout)!;
            for (int step = 0; step < 50; step++)
                Step(optimizer, parameters, point => Problem.Wells(point, step));
            return parameters;
        }).ToArray();
        Assert.All(trajectories, trajectory => Bits.AssertSame<double>(trajectories[0], trajectory));
    }

    // GSAM takes α·g away and adds it again, which rounds; Lookbehind-SAM steps several times; the others have no radius, or one
    // that a schedule sets.
    private static readonly string[] s_notTheOuter = ["GSAM", "Momentum", "Lookbehind"];

    public static TheoryData<string> WithRadius =>
    [
        .. s_variants.Keys.Except(["SAM with a schedule for its radius", "bSAM"])
            .Where(name => !s_notTheOuter.Any(kind => name.StartsWith(kind, StringComparison.Ordinal))),
    ];

    [Theory, MemberData(nameof(WithRadius))]
    public void A_radius_of_0_is_the_outer_optimizer_bit_for_bit(string name)
    {
        foreach (var type in s_variants[name].Declared)
        {
            object optimizer = Activator.CreateInstance(type, Problem.Layout)!;
            s_radii.Select(type.GetProperty).First(property => property is not null)!
                .SetValue(optimizer, 0.0);
            var alone = new MomentumSgd(Problem.Layout);
            double[] parameters = Problem.Start, expected = Problem.Start;
            for (int step = 0; step < 60; step++)
            {
                Step(optimizer, parameters, point => Problem.Wells(point, step));
                alone.Step(expected, Problem.Wells(expected, step));
                Bits.AssertSame<double>(expected, parameters, $"{type.Name}, step {step}:");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_step_allocates_nothing(string name)
    {
        double[] gradient = Problem.Start;
        foreach (var type in s_variants[name].Declared)
        {
            object optimizer = Activator.CreateInstance(type, Problem.Layout)!;
            double[] parameters = Problem.Start;
            GradientFunction<double> function = (point, result) => point.CopyTo(result);
            Assert.Equal(0, AllocationTests.AllocatedBy(() =>
            {
                if (optimizer is IOpaqueSam<double> opaque)
                    opaque.Step(parameters, function);
                else
                    ((IGradientOptimizer<double>)optimizer).Step(parameters, gradient);
            }));
        }
    }

    [Fact]
    public void The_evaluation_parameters_of_Momentum_SAM_are_without_the_perturbation()
    {
        List<double[]> unperturbed = [];
        Follow(new MomentumSam(Problem.Layout), Transcriptions.MomentumSam(0, unperturbed), unperturbed);
    }

    [Fact]
    public void The_evaluation_parameters_of_bSAM_are_the_mean()
    {
        List<double[]> means = [];
        Follow(new Bsam(Problem.Layout), Transcriptions.Bsam(500, 7, means), means);
    }

    [Fact]
    public void A_gate_reports_its_decision_and_the_saved_evaluations()
    {
        var transparent = new IntervalSam(Problem.Layout);
        var opaque = new OpaqueIntervalSam(Problem.Layout);
        double[] first = Problem.Start, second = Problem.Start;
        int evaluations = 0;
        for (int step = 0; step < 10; step++)
        {
            Step(transparent, first, point => Problem.Wells(point, 0));
            opaque.Step(second, (point, gradient) =>
            {
                evaluations++;
                Problem.Wells(point.ToArray(), 0).CopyTo(gradient);
            });
            Assert.Equal(step % 3 == 0, transparent.HasClimbed);
            Assert.Equal(step % 3 == 0, opaque.HasClimbed);
        }

        Assert.Equal(6, transparent.EvaluationsSaved);
        Assert.Equal(6, opaque.EvaluationsSaved);
        Assert.Equal(20 - 6, evaluations);
        Assert.Equal(10, transparent.StepCount);
    }

    [Fact]
    public void With_closed_gates_every_step_is_one_of_the_outer_optimizer_bit_for_bit()
    {
        var (gated, alone) = (new LateSam(Problem.Layout), new MomentumSgd(Problem.Layout));
        double[] parameters = Problem.Start, expected = Problem.Start;
        for (int step = 0; step < 60; step++)
        {
            gated.Step(parameters, Problem.Wells(parameters, step));
            alone.Step(expected, Problem.Wells(expected, step));
        }

        Bits.AssertSame<double>(expected, parameters);
        Assert.Equal(SamPhase.Ascent, gated.Phase);
        Assert.Equal(60, gated.EvaluationsSaved);
    }

    [Fact]
    public void Combinations_leave_the_gradient_alone_in_a_period_that_has_not_climbed()
    {
        var (gated, alone) = (new GatedCombinations(Problem.Layout), new MomentumSgd(Problem.Layout));
        double[] parameters = Problem.Start, expected = Problem.Start;
        for (int step = 0; step < 20; step++)
        {
            gated.Step(parameters, Problem.Wells(parameters, step));
            alone.Step(expected, Problem.Wells(expected, step));
        }

        Bits.AssertSame<double>(expected, parameters);
    }

    private static void Follow(object optimizer, Transcription transcription, List<double[]> evaluated)
    {
        double[] parameters = Problem.Start, expected = Problem.Start, copy = new double[Problem.Length];
        for (int step = 0; step < 20; step++)
        {
            transcription(expected, point => Problem.Logistic(point, step), step);
            Step(optimizer, parameters, point => Problem.Logistic(point, step));
            ((IAveragingOptimizer<double>)optimizer).CopyEvaluationParametersTo(parameters, copy);
            Assert.All(copy.Zip(evaluated[step]), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        }
    }

    /// <summary>A whole period.</summary>
    internal static void Step(object optimizer, double[] parameters, Func<double[], double[]> gradient)
    {
        switch (optimizer)
        {
            case IOpaqueSam<double> opaque:
                opaque.Step(parameters, (point, result) => gradient(point.ToArray()).CopyTo(result));
                break;
            case ITransparentSam<double> transparent:
                do
                    transparent.Step(parameters, gradient(parameters));
                while (transparent.AscentStep > 0);
                break;
            default:
                ((IGradientOptimizer<double>)optimizer).Step(parameters, gradient(parameters));
                break;
        }
    }

    private static bool Climbs(double seed, int step, double probability) =>
        Transcriptions.Uniform(seed, step, 0, stream: 1 << 16) < probability;
}

[ClimbFrom(1000), Sam<MomentumSgd>(0.1), SurrogateGap, WeightedSharpness, PenalizeGradientNorm, RescaleToAscent, ReuseAscent, SeparateSharpness, AddSharpness(0.1)]
internal sealed partial class GatedCombinations;
