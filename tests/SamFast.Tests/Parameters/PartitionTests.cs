namespace SamFast.Tests.Parameters;

[Optimizer, ClipByGlobalNorm(1.0), AdamW(0.01, weightDecay: 0.1)]
internal sealed partial class BodyChain;

[Optimizer, Normalize, SlowAverage(0.25), Sgd(0.1, momentum: 0.9), Linear(0.1, 0.01, transitionSteps: 5)]
internal sealed partial class HeadChain;

[Optimizer, Partition<BodyChain>("body"), Partition<HeadChain>("head")]
internal sealed partial class BodyAndHead;

[Optimizer, Sophia(0.01)]
internal sealed partial class CurvedBody;

[Optimizer, Partition<CurvedBody>("body"), Partition<HeadChain>("head")]
internal sealed partial class CurvedBodyAndHead;

[Optimizer, SetToZero]
internal sealed partial class Still;

[Optimizer, ScaleByAdam, ClipByGlobalNorm(0.5), Partition<HeadChain>("head"), Partition<Still>("table"), Partition<PlainSgd>("body")]
internal sealed partial class ClippedParts;

[Optimizer, ScaleByAdam, ClipByGlobalNorm(0.5), Normalize(Mask = "head"), SlowAverage(0.25, Mask = "head"),
 Sgd(0.1, momentum: 0.9, Mask = "head"), Linear(0.1, 0.01, transitionSteps: 5), SetToZero(Mask = "table"), Sgd(0.01, Mask = "body")]
internal sealed partial class ClippedMasks;

[Optimizer, Normalize, Sgd(0.05)]
internal sealed partial class ClimbBody;

[Optimizer, Scale(0)]
internal sealed partial class StayPut;

[Optimizer, Partition<ClimbBody>("body"), Partition<StayPut>("head")]
internal sealed partial class ClimbInParts;

[Sam<BodyAndHead, ClimbInParts>(syncPeriod: 3)]
internal sealed partial class SamOfParts;

[Sam<BodyAndHead, ClimbInParts>(syncPeriod: 3, mode: SamMode.Opaque)]
internal sealed partial class OpaqueSamOfParts;

[Optimizer<double>(ConsumesGradients = true), Partition<PlainLamb64>("a"), Partition<PlainAdam64>("b")]
internal sealed partial class ConsumingParts;

/// <summary>An average that begins at 1, for state with a beginning.</summary>
public sealed class SlowAverageAttribute(double rate) : TransformAttribute
{
    public static L Update<L>(L update, [StartsAt(1)] ref L average, L rate) where L : ILanes<L>
    {
        average += rate * (update - average);
        return average;
    }
}

/// <summary>Each group of tensors has an optimizer of its own.</summary>
public class PartitionTests
{
    private static readonly int[] s_lengths = [5000, 4099, 33, 0, 9000];

    private static readonly Layout s_layout =
    [
        new("w1", [5000], "body"), new("out", [4099], "head"), new("b1", [33], "body"), new("none", [0], "head"),
        new("more", [9000], "head"),
    ];

    private static readonly int[] s_body = [0, 2], s_head = [1, 3, 4];

    [Fact]
    public void Each_group_steps_as_if_it_were_alone_with_its_chain()
    {
        var (together, body, head) = (new BodyAndHead(s_layout), new BodyChain(Of(s_body)), new HeadChain(Of(s_head)));
        var parameters = Vectors.Uniform<float>(s_layout.ParameterCount, 1);
        float[] inBody = Pick(parameters, s_body), inHead = Pick(parameters, s_head);
        for (int step = 0; step < 6; step++)
        {
            var gradients = Vectors.Uniform<float>(s_layout.ParameterCount, 2 + step);
            together.Step(parameters, gradients);
            body.Step(inBody, Pick(gradients, s_body));
            head.Step(inHead, Pick(gradients, s_head));
        }

        Bits.AssertSame<float>(inBody, Pick(parameters, s_body));
        Bits.AssertSame<float>(inHead, Pick(parameters, s_head));
    }

    [Fact]
    public void A_group_may_average_the_diagonal_of_the_hessian()
    {
        var (together, body, head) =
            (new CurvedBodyAndHead(s_layout), new CurvedBody(Of(s_body)), new HeadChain(Of(s_head)));
        var parameters = Vectors.Uniform<float>(s_layout.ParameterCount, 1);
        float[] inBody = Pick(parameters, s_body), inHead = Pick(parameters, s_head);
        for (int step = 0; step < 6; step++)
        {
            var gradients = Vectors.Uniform<float>(s_layout.ParameterCount, 2 + step);
            var hessian = Vectors.Uniform<float>(s_layout.ParameterCount, 20 + step);
            together.Step(parameters, gradients, hessian);
            body.Step(inBody, Pick(gradients, s_body), Pick(hessian, s_body));
            head.Step(inHead, Pick(gradients, s_head));
        }

        Bits.AssertSame<float>(inBody, Pick(parameters, s_body));
        Bits.AssertSame<float>(inHead, Pick(parameters, s_head));
    }

    [Fact]
    public void The_values_of_a_group_have_no_effect_on_another_group()
    {
        var (clean, poisoned) = (new BodyAndHead(s_layout), new BodyAndHead(s_layout));
        float[] first = Vectors.Uniform<float>(s_layout.ParameterCount, 1), second = [.. first];
        for (int step = 0; step < 3; step++)
        {
            var gradients = Vectors.Uniform<float>(s_layout.ParameterCount, 2 + step);
            clean.Step(first, gradients);
            gradients.AsSpan(5000, 4099).Fill(float.NaN);
            poisoned.Step(second, gradients);
        }

        Bits.AssertSame<float>(Pick(first, s_body), Pick(second, s_body));
    }

    [Fact]
    public void Transforms_before_the_partition_act_on_all_tensors()
    {
        Layout layout = [new("w", [4097], "body"), new("t", [100], "table"), new("o", [50], "head")];
        var (parts, masks) = (new ClippedParts(layout), new ClippedMasks(layout));
        float[] first = Vectors.Uniform<float>(layout.ParameterCount, 1), second = [.. first];
        for (int step = 0; step < 5; step++)
        {
            var gradients = Vectors.Uniform<float>(layout.ParameterCount, 2 + step);
            parts.Step(first, gradients);
            masks.Step(second, gradients);
        }

        Bits.AssertSame<float>(second, first);
    }

    [Fact]
    public void The_hyperparameters_of_each_group_have_its_name_in_front()
    {
        Layout layout = [new("w", [1], "body"), new("o", [1], "head")];
        var optimizer = new BodyAndHead(layout) { BodyLearningRate = 0 };
        float[] parameters = [1, 1];
        optimizer.Step(parameters, [1, 1]);
        Assert.Equal(1, parameters[0]);
        Assert.NotEqual(1, parameters[1]);
        Assert.Equal(0.1, optimizer.HeadLearningRate);
        Assert.Equal(0.9, optimizer.HeadMomentum);
    }

    [Fact]
    public void State_takes_memory_for_one_group_at_a_time() =>
        Assert.Contains("At most 32 bytes moved per parameter and step, excluding gradient computation; 8 bytes of state",
            BodyAndHead.Plan.ToString().ReplaceLineEndings(" "), StringComparison.Ordinal);

    [Fact]
    public void Sharpness_aware_steps_of_a_partition_are_the_same_in_both_modes()
    {
        Layout layout = [new("w", [5000], "body"), new("o", [4099], "head")];
        var transparent = new SamOfParts(layout);
        var opaque = new OpaqueSamOfParts(layout);
        float[] first = Vectors.Uniform<float>(layout.ParameterCount, 1), second = [.. first];
        for (int call = 0; call < 9;)
        {
            float[] gradients = Vectors.Uniform<float>(layout.ParameterCount, 2 + call++);
            opaque.Step(second, gradients, (point, gradient) =>
            {
                Bits.AssertSame<float>(second.AsSpan(5000), point[5000..]);
                Vectors.Uniform<float>(gradient.Length, 2 + call++).CopyTo(gradient);
            });
        }

        for (int call = 0; call < 9; call++)
        {
            transparent.Step(first, Vectors.Uniform<float>(layout.ParameterCount, 2 + call));
            if (transparent.AscentStep > 0)
            {
                Bits.AssertSame<float>(transparent.SavedParameters[5000..], first.AsSpan(5000));
                Assert.False(transparent.SavedParameters[..5000].SequenceEqual(first.AsSpan(0, 5000)));
            }
        }

        Bits.AssertSame<float>(first, second);
    }

    [Fact]
    public void A_partition_that_may_consume_gradients_steps_like_its_chains()
    {
        var optimizer = new ConsumingParts(Layout.Create([new("w", [4100], "a"), new("v", [40], "b")]));
        var (a, b) = (new PlainLamb64(4100), new PlainAdam64(40));
        double[] parameters = Vectors.Uniform<double>(4140, 1), expected = [.. parameters];
        for (int step = 0; step < 4; step++)
        {
            var gradients = Vectors.Uniform<double>(4140, 2 + step);
            a.Step(expected.AsSpan(0, 4100), gradients.AsSpan(0, 4100));
            b.Step(expected.AsSpan(4100), gradients.AsSpan(4100));
            optimizer.Step(parameters, gradients);
        }

        Bits.AssertSame<double>(expected, parameters);
    }

    [Fact]
    public void A_partition_steps_tensors_in_place_with_any_number_of_threads() =>
        MaskTests.SameEverywhere(() => new BodyAndHead(s_layout), s_lengths);

    [Fact]
    public void A_tensor_in_none_of_the_groups_and_a_group_without_tensors_are_refused()
    {
        string Refusal(params TensorShape[] tensors) =>
            Assert.Throws<ArgumentException>(() => new BodyAndHead(Layout.Create(tensors))).Message;

        Assert.StartsWith(
            "This BodyAndHead is a partition into 'body', 'head', and tensor 'x' is in the group 'tail'. Assign one of these",
            Refusal(new("w", [1], "body"), new("o", [1], "head"), new("x", [1], "tail")));
        Assert.Contains("tensor 'x' is in no group", Refusal(new("w", [1], "body"), new("o", [1], "head"), new("x", [1])));
        Assert.Contains("declared for the group 'head', which the layout does not have", Refusal(new TensorShape("w", [1], "body")));
    }

    private static int[] Of(int[] tensors) => [.. tensors.Select(i => s_lengths[i])];

    private static float[] Pick(float[] flat, int[] tensors) =>
        [.. tensors.SelectMany(i => flat.Skip(s_lengths[..i].Sum()).Take(s_lengths[i]))];
}
