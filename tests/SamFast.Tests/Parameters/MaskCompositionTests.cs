using System.Numerics;
using SamFast.Tests.Wrappers;

namespace SamFast.Tests.Parameters;

[Optimizer, Centralize(Mask = "body"), ScaleBySm3(Mask = "body"), AdaptiveGradClip(0.1, Mask = "head"), Sgd(0.05, momentum: 0.9)]
internal sealed partial class ShapesOfSome;

[Optimizer, Centralize, ScaleBySm3, Sgd(0.05, momentum: 0.9)]
internal sealed partial class ShapesOfBody;

[Optimizer, AdaptiveGradClip(0.1), Sgd(0.05, momentum: 0.9)]
internal sealed partial class ShapesOfHead;

[Optimizer(Freeze = "body"), AdaptiveGradClip(0.1), Sgd(0.05, momentum: 0.9)]
internal sealed partial class ShapesWithoutBody;

[Optimizer, ClipByGlobalNorm(1), Muon(0.02, weightDecay: 0.1)]
internal sealed partial class MuonChain;

[Optimizer, Partition<MuonChain>("body"), Partition<ShapesOfHead>("head")]
internal sealed partial class MuonAndOthers;

[Optimizer(ConsumesGradients = true), Partition<MuonChain>("body"), Partition<ShapesOfHead>("head")]
internal sealed partial class ConsumingMuonAndOthers;

[Optimizer, Prodigy(0.5), Scale(-1)]
internal sealed partial class ProdigyOfAll;

[Optimizer, Prodigy(0.5, Mask = "body"), Scale(-1)]
internal sealed partial class ProdigyOfBody;

[Optimizer, Scale(-1)]
internal sealed partial class Negated;

[Optimizer, PolyakSgd]
internal sealed partial class PolyakChain;

[Optimizer, Partition<PolyakChain>("body"), Partition<HeadChain>("head")]
internal sealed partial class ValuedParts;

[Optimizer, SkipNotFinite, Partition<BodyChain>("body"), Partition<HeadChain>("head")]
internal sealed partial class FiniteParts;

[Optimizer, MultiSteps(3, useGradMean: false), Partition<BodyChain>("body"), Partition<HeadChain>("head")]
internal sealed partial class GatheredParts;

[Optimizer, Below(1.5), Partition<BodyChain>("body"), Partition<HeadChain>("head")]
internal sealed partial class BypassedParts;

[Optimizer, Below(1.5, Wraps = 1), Scale(0.5), Partition<BodyChain>("body"), Partition<HeadChain>("head")]
internal sealed partial class HalvedBelow;

[Optimizer(Freeze = "head"), SkipNotFinite, MultiSteps(2, useGradMean: false), ClipByGlobalNorm(1.0), AdamW(0.01, weightDecay: 0.1)]
internal sealed partial class GatheredBody;

[Optimizer, SkipNotFinite, MultiSteps(2, useGradMean: false), ClipByGlobalNorm(1, Mask = "body"), AdamW(0.01, DecayMask = "body")]
internal sealed partial class GatheredMasks;

[Optimizer, ClipByGlobalNorm(1, Mask = "body"), AdamW(0.01, DecayMask = "body")]
internal sealed partial class ClippedBody;

[Optimizer, Normalize(Mask = "body"), Sgd(0.05, momentum: 0.5), Freeze("head")]
internal sealed partial class ClimbWithBody;

[Optimizer, Scale(-1), ProjectL2Ball(2), ProjectBox(-0.1, 0.1)]
internal sealed partial class ProjectedChain;

[Optimizer, Scale(-1), ProjectL2Ball(2, Mask = "body"), ProjectBox(-0.1, 0.1, Mask = "body")]
internal sealed partial class ProjectedBody;

[Optimizer, Partition<ProjectedChain>("body"), Partition<HeadChain>("head")]
internal sealed partial class ProjectedParts;

[Optimizer, Below(1.5), Partition<ProjectedChain>("body"), Partition<HeadChain>("head")]
internal sealed partial class BypassedProjectedParts;

[Sam<ProjectedParts, ClimbInParts>(syncPeriod: 2)]
internal sealed partial class SamOfProjectedParts;

[Sam<ProjectedParts, ClimbInParts>(syncPeriod: 2, mode: SamMode.Opaque)]
internal sealed partial class OpaqueSamOfProjectedParts;

[Sam<ClippedBody, ClimbWithBody>(syncPeriod: 3)]
internal sealed partial class MaskedSam;

[Sam<ClippedBody, ClimbWithBody>(syncPeriod: 3, mode: SamMode.Opaque)]
internal sealed partial class OpaqueMaskedSam;

[Sam<ClippedBody, ClimbWithBody>(syncPeriod: 3, resetState: false)]
internal sealed partial class LastingMaskedSam;

[Sam<ClippedBody, ClimbWithBody>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
internal sealed partial class LastingOpaqueMaskedSam;

[Optimizer<double>, ClipByGlobalNorm(1, Mask = "body"), AdamW(0.01, DecayMask = "body")]
internal sealed partial class ClippedBody64;

[Optimizer<double>, Normalize(Mask = "body"), Sgd(0.05, momentum: 0.5), Freeze("head")]
internal sealed partial class ClimbWithBody64;

[Sam<ClippedBody64, ClimbWithBody64>(syncPeriod: 3)]
internal sealed partial class MaskedSam64;

[Sam<BodyAndHead, ClimbInParts>(syncPeriod: 2)]
internal sealed partial class BareSamOfParts;

[SkipNotFinite, MultiSteps(2, useGradMean: false), Sam<BodyAndHead, ClimbInParts>(syncPeriod: 2)]
internal sealed partial class WrappedSamOfParts;

[Sam<FiniteParts, ClimbInParts>(syncPeriod: 2)]
internal sealed partial class SamOfFiniteParts;

[Sam<GatheredBody, FrozenHeadAscent>(syncPeriod: 2)]
internal sealed partial class SamOfGatheredBody;

[Optimizer(Freeze = "head"), Normalize, Sgd(0.05)]
internal sealed partial class FrozenHeadAscent;

[SkipNotFinite, Sam<Frozen, FrozenAscent>(syncPeriod: 1)]
internal sealed partial class GuardedWithoutAscents;

[SkipNotFinite, Sam<Frozen, FrozenAscent>(syncPeriod: 2)]
internal sealed partial class GuardedWithAscents;

/// <summary>Masks and partitions together with transforms of whole tensors, measures, wrappers and SAM.</summary>
public class MaskCompositionTests
{
    private static readonly Layout s_layout =
    [
        new("w", [50, 100], "body"), new("out", [4099], "head"), new("v", [3, 11], "body"), new("none", [0], "head"),
        new("cube", [2, 3, 4], "head"),
    ];

    private static readonly int s_length = s_layout.ParameterCount;

    [Fact]
    public void Transforms_of_whole_tensors_see_those_of_their_mask() =>
        AssertApart(new ShapesOfSome(s_layout), new ShapesOfBody(Part("body")), new ShapesOfHead(Part("head")));

    [Fact]
    public void The_chains_of_a_partition_may_see_whole_tensors()
    {
        AssertApart(new MuonAndOthers(s_layout), new MuonChain(Part("body")), new ShapesOfHead(Part("head")));
        var consuming = new ConsumingMuonAndOthers(s_layout);
        var bare = new MuonAndOthers(s_layout);
        float[] ours = Start(), theirs = Start();
        for (int step = 0; step < 3; step++)
        {
            consuming.Step(ours, Gradients(step));
            bare.Step(theirs, Gradients(step));
        }

        Bits.AssertSame<float>(theirs, ours);
    }

    [Fact]
    public void Shapes_outside_of_a_mask_are_not_refused()
    {
        Layout layout = [new("w", [3, 4], "body"), new("many", [2, 2, 2, 2, 2, 2], "body"), new("b", [5], "head")];
        new ShapesOfSome(layout).Step(new float[81], new float[81]);
        Assert.Throws<ArgumentException>(() => new ShapesOfHead(layout));
        layout = [new("w", [3, 4], "body"), new("many", [2, 2, 2, 2, 2, 2], "head")];
        Assert.Throws<ArgumentException>(() => new ShapesOfSome(layout));
    }

    [Fact]
    public void Transforms_of_whole_tensors_pass_frozen_ones_over()
    {
        var (some, alone) = (new ShapesWithoutBody(s_layout), new ShapesOfHead(Part("head")));
        float[] parameters = Start(), start = Start(), head = Pick(parameters, "head");
        for (int step = 0; step < 4; step++)
        {
            var gradients = Gradients(step);
            alone.Step(head, Pick(gradients, "head"));
            some.Step(parameters, Poisoned(gradients, "body"));
        }

        Bits.AssertSame<float>(head, Pick(parameters, "head"));
        Bits.AssertSame<float>(Pick(start, "body"), Pick(parameters, "body"));
    }

    [Fact]
    public void Measures_of_changed_state_count_the_tensors_of_a_mask() =>
        AssertApart(new ProdigyOfBody(s_layout), new ProdigyOfAll(Part("body")), new Negated(Part("head")));

    [Fact]
    public void A_chain_of_a_partition_may_ask_for_the_loss()
    {
        var (together, body, head) = (new ValuedParts(s_layout), new PolyakChain(Part("body")), new HeadChain(Part("head")));
        float[] parameters = Start(), inBody = Pick(parameters, "body"), inHead = Pick(parameters, "head");
        for (int step = 0; step < 4; step++)
        {
            var gradients = Gradients(step);
            together.Step(parameters, gradients, 3 + step);
            body.Step(inBody, Pick(gradients, "body"), 3 + step);
            head.Step(inHead, Pick(gradients, "head"));
        }

        Bits.AssertSame<float>(inBody, Pick(parameters, "body"));
        Bits.AssertSame<float>(inHead, Pick(parameters, "head"));
    }

    [Fact]
    public void A_gate_before_a_partition_decides_about_all_groups()
    {
        var (guarded, bare) = (new FiniteParts(s_layout), new BodyAndHead(s_layout));
        float[] ours = Start(), theirs = Start();
        for (int step = 0; step < 6; step++)
        {
            var gradients = Gradients(step);
            if (step % 3 == 1)
            {
                guarded.Step(ours, Poisoned(gradients, "head"));
                Assert.False(guarded.LastStepWasApplied);
                continue;
            }

            guarded.Step(ours, gradients);
            bare.Step(theirs, gradients);
            Bits.AssertSame<float>(theirs, ours);
        }
    }

    [Fact]
    public void Gradients_are_gathered_for_a_whole_partition()
    {
        var (gathered, bare) = (new GatheredParts(s_layout), new BodyAndHead(s_layout));
        float[] ours = Start(), theirs = Start();
        for (int round = 0; round < 3; round++)
        {
            float[] sum = new float[s_length], before = [.. ours];
            for (int micro = 0; micro < 3; micro++)
            {
                Bits.AssertSame<float>(before, ours);
                var gradients = Gradients((3 * round) + micro);
                Add(sum, gradients);
                gathered.Step(ours, gradients);
            }

            bare.Step(theirs, sum);
            AssertClose(theirs, ours);
        }
    }

    [Fact]
    public void A_partition_may_be_bypassed_as_a_whole()
    {
        var (bypassed, bare) = (new BypassedParts(s_layout), new BodyAndHead(s_layout));
        float[] ours = Start(), theirs = Start();
        for (int step = 0; step < 4; step++)
        {
            var gradients = Gradients(step);
            if (step % 2 == 0)
            {
                gradients[7] = 1.75f;
                Add(theirs, gradients);
            }
            else
            {
                gradients = [.. gradients.Select(g => 0.5f * g)];
                bare.Step(theirs, gradients);
            }

            bypassed.Step(ours, gradients);
            Bits.AssertSame<float>(theirs, ours, $"step {step}:");
        }
    }

    [Fact]
    public void Transforms_before_a_partition_can_be_bypassed()
    {
        var (bypassed, bare) = (new HalvedBelow(s_layout), new BodyAndHead(s_layout));
        float[] ours = Start(), theirs = Start();
        for (int step = 0; step < 4; step++)
        {
            var gradients = Gradients(step);
            gradients[7] = step % 2 == 0 ? 1.75f : 1.25f;
            for (int i = 0; step % 2 == 1 && i < s_length; i++)
                gradients[i] = Math.Clamp(gradients[i], -1.25f, 1.25f);
            bypassed.Step(ours, gradients);
            bare.Step(theirs, step % 2 == 0 ? gradients : [.. gradients.Select(g => 0.5f * g)]);
            Bits.AssertSame<float>(theirs, ours, $"step {step}:");
        }
    }

    [Fact]
    public void Wrappers_do_not_look_at_frozen_tensors()
    {
        var (gathered, alone) = (new GatheredBody(s_layout), new BodyChain(Part("body")));
        float[] parameters = Start(), start = Start(), body = Pick(parameters, "body");
        for (int round = 0; round < 3; round++)
        {
            float[] first = Gradients(2 * round), second = Gradients((2 * round) + 1);
            gathered.Step(parameters, Poisoned(first, "head"));
            Assert.True(gathered.LastStepWasApplied);
            gathered.Step(parameters, Poisoned(second, "head"));
            Add(first, second);
            alone.Step(body, Pick(first, "body"));
        }

        AssertClose(body, Pick(parameters, "body"));
        Bits.AssertSame<float>(Pick(start, "head"), Pick(parameters, "head"));
    }

    [Fact]
    public void Masked_transforms_step_with_the_accumulated_gradient()
    {
        var (gathered, bare) = (new GatheredMasks(s_layout), new ClippedBody(s_layout));
        float[] ours = Start(), theirs = Start();
        for (int round = 0; round < 3; round++)
        {
            float[] first = Gradients(2 * round), second = Gradients((2 * round) + 1);
            gathered.Step(ours, first);
            gathered.Step(ours, Poisoned(second, "head"));
            gathered.Step(ours, second);
            Add(first, second);
            bare.Step(theirs, first);
        }

        AssertClose(theirs, ours);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Sharpness_aware_steps_with_masks_are_the_same_in_both_modes(bool isReset)
    {
        IOpaqueSam<float> opaque = isReset ? new OpaqueMaskedSam(s_layout) : new LastingOpaqueMaskedSam(s_layout);
        ITransparentSam<float> transparent = isReset ? new MaskedSam(s_layout) : new LastingMaskedSam(s_layout);
        float[] ours = Start(), theirs = Start();
        for (int period = 0; period < 3; period++)
        {
            int call = 3 * period;
            for (int i = 0; i < 3; i++)
                transparent.Step(ours, Gradients(call + i));
            opaque.Step(theirs, (_, gradient) => Gradients(call++).CopyTo(gradient));
            Bits.AssertSame<float>(theirs, ours, $"period {period}:");
        }
    }

    [Fact]
    public void Sharpness_aware_steps_with_masks_are_those_of_their_operands()
    {
        var (sam, outer) = (new MaskedSam64(s_layout), new ClippedBody64(s_layout));
        double[] ours = Vectors.Uniform<double>(s_length, 1), theirs = [.. ours];
        for (int call = 0; call < 12; call += 3)
        {
            var climb = new ClimbWithBody64(s_layout);
            double[] point = [.. theirs];
            for (int ascent = 0; ascent < 2; ascent++)
            {
                var gradients = Vectors.Uniform<double>(s_length, 10 + call + ascent);
                sam.Step(ours, gradients);
                double[] moved = [.. point];
                climb.Step(moved, gradients);
                point = [.. point.Zip(moved, (from, to) => from - (to - from))];
                Assert.All(point.Zip(ours), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            }

            sam.Step(ours, Vectors.Uniform<double>(s_length, 10 + call + 2));
            outer.Step(theirs, Vectors.Uniform<double>(s_length, 10 + call + 2));
            Bits.AssertSame<double>(theirs, ours);
        }
    }

    [Fact]
    public void Wrappers_around_sharpness_aware_steps_of_a_partition_hold_for_all_groups()
    {
        var (wrapped, bare) = (new WrappedSamOfParts(s_layout), new BareSamOfParts(s_layout));
        float[] ours = Start(), theirs = Start();
        for (int round = 0; round < 6; round++)
        {
            float[] first = Gradients(2 * round), second = Gradients((2 * round) + 1), before = [.. ours];
            wrapped.Step(ours, first);
            wrapped.Step(ours, Poisoned(second, "body"));
            Bits.AssertSame<float>(before, ours);
            wrapped.Step(ours, second);
            Add(first, second);
            bare.Step(theirs, first);
            AssertClose(theirs, ours);
        }

        Assert.Equal(3, wrapped.StepCount);
    }

    [Fact]
    public void Projections_are_of_the_tensors_of_their_mask_or_part()
    {
        AssertApart(new ProjectedBody(s_layout), new ProjectedChain(Part("body")), new Negated(Part("head")));
        AssertApart(new ProjectedParts(s_layout), new ProjectedChain(Part("body")), new HeadChain(Part("head")));
    }

    [Fact]
    public void Bypassing_a_partition_does_not_bypass_its_projections()
    {
        float[] parameters = Start(), expected = Start(), gradients = Gradients(1);
        gradients[7] = 1.75f;
        new BypassedProjectedParts(s_layout).Step(parameters, gradients);
        Add(expected, gradients);
        Assert.All(Pick(parameters, "body"), p => Assert.InRange(p, -0.1f, 0.1f));
        Bits.AssertSame<float>(Pick(expected, "head"), Pick(parameters, "head"));
    }

    [Fact]
    public void Descents_of_a_partition_are_projected_in_both_modes()
    {
        var (transparent, opaque) = (new SamOfProjectedParts(s_layout), new OpaqueSamOfProjectedParts(s_layout));
        float[] ours = Start(), theirs = Start();
        for (int period = 0; period < 3; period++)
        {
            int call = 2 * period;
            transparent.Step(ours, Gradients(call));
            transparent.Step(ours, Gradients(call + 1));
            opaque.Step(theirs, (_, gradient) => Gradients(call++).CopyTo(gradient));
            Bits.AssertSame<float>(theirs, ours, $"period {period}:");
            Assert.All(Pick(ours, "body"), p => Assert.InRange(p, -0.1f, 0.1f));
        }
    }

    [Fact]
    public void A_descent_that_does_not_happen_puts_all_groups_back()
    {
        var sam = new SamOfFiniteParts(s_layout);
        float[] parameters = Start();
        sam.Step(parameters, Gradients(1));
        Assert.NotEqual(Pick(Start(), "body"), Pick(parameters, "body"));
        sam.Step(parameters, Poisoned(Gradients(2), "head"));
        Bits.AssertSame<float>(Start(), parameters);
        Assert.False(sam.LastStepWasApplied);
    }

    [Fact]
    public void A_descent_that_only_gathers_puts_all_tensors_back()
    {
        var sam = new SamOfGatheredBody(s_layout);
        float[] parameters = Start();
        for (int call = 0; call < 4; call++)
        {
            sam.Step(parameters, Poisoned(Gradients(call), "head"));
            Bits.AssertSame<float>(Pick(Start(), "head"), Pick(parameters, "head"));
            if (call == 1)
                Bits.AssertSame<float>(Start(), parameters);
        }

        Assert.NotEqual(Pick(Start(), "body"), Pick(parameters, "body"));
        Assert.Equal(1, sam.StepCount);
    }

    [Fact]
    public void Wrappers_of_SAM_respect_the_frozen_tensors_of_its_operands()
    {
        Layout layout = [new("w", [50], "body"), new("table", [3], "table")];
        float[] gradients = [.. Enumerable.Repeat(1f, 50), float.NaN, 1, 1];
        var (without, with) = (new GuardedWithoutAscents(layout), new GuardedWithAscents(layout));
        without.Step(new float[53], gradients);
        with.Step(new float[53], gradients);
        Assert.False(without.LastStepWasApplied);
        Assert.False(with.LastStepWasApplied);
    }

    [Fact]
    public void Compositions_with_masks_step_tensors_in_place_with_any_number_of_threads()
    {
        Func<IGradientOptimizer<float>>[] all =
        [
            () => new ShapesOfSome(s_layout), () => new MuonAndOthers(s_layout), () => new FiniteParts(s_layout),
            () => new GatheredParts(s_layout), () => new GatheredMasks(s_layout), () => new ProdigyOfBody(s_layout),
        ];
        Assert.All(all, make => MaskTests.SameEverywhere(make, [.. s_layout.Select(tensor => tensor.Length)]));
    }

    private static void AssertApart(IGradientOptimizer<float> together, IGradientOptimizer<float> onBody, IGradientOptimizer<float> onHead)
    {
        float[] parameters = Start(), body = Pick(parameters, "body"), head = Pick(parameters, "head");
        for (int step = 0; step < 4; step++)
        {
            var gradients = Gradients(step);
            together.Step(parameters, gradients);
            onBody.Step(body, Pick(gradients, "body"));
            onHead.Step(head, Pick(gradients, "head"));
        }

        Bits.AssertSame<float>(body, Pick(parameters, "body"));
        Bits.AssertSame<float>(head, Pick(parameters, "head"));
    }

    // The norm of a sum that is formed on the way is added up in another order.
    private static void AssertClose(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));

    private static Layout Part(string group) => Layout.Create([.. s_layout.Where(tensor => tensor.Group == group)]);

    private static float[] Start() => Vectors.Uniform<float>(s_length, 1);

    private static float[] Gradients(int step) => Vectors.Uniform<float>(s_length, 2 + step);

    private static float[] Poisoned(float[] gradients, string group) =>
        [.. gradients.Select((g, i) => Group(i) == group ? float.NaN : g)];

    private static void Add<T>(T[] sum, T[] vector) where T : INumber<T>
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += vector[i];
    }

    private static float[] Pick(float[] flat, string group) => [.. flat.Where((_, i) => Group(i) == group)];

    private static string? Group(int element)
    {
        int end = 0;
        return s_layout.First(tensor => element < (end += tensor.Length)).Group;
    }
}
