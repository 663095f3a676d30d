namespace SamFast.Tests.Parameters;

[Optimizer(Freeze = "table"), ClipByGlobalNorm(1.0), Trace(0.5), Lamb(0.01, weightDecay: 0.1)]
internal sealed partial class Frozen;

[Optimizer, ClipByGlobalNorm(1.0), Trace(0.5), Lamb(0.01, weightDecay: 0.1)]
internal sealed partial class Thawed;

[Optimizer<double>(Freeze = "!head"), AdamW(0.01)]
internal sealed partial class AllButHead;

[Optimizer(Freeze = "table"), Normalize, Sgd(0.05, momentum: 0.5)]
internal sealed partial class FrozenAscent;

[Sam<Frozen, FrozenAscent>(syncPeriod: 3)]
internal sealed partial class FrozenSam;

[Sam<Frozen, FrozenAscent>(syncPeriod: 3, resetState: false, mode: SamMode.Opaque)]
internal sealed partial class FrozenOpaqueSam;

[Optimizer(Flatten = true), Lamb(0.01, weightDecay: 0.1)]
internal sealed partial class FlatLamb;

/// <summary>Tensors that an optimizer leaves alone, and tensors that it takes as one.</summary>
public class FreezeTests
{
    private static readonly Layout s_layout = [new("w", [5000], "body"), new("table", [4099], "table"), new("out", [33], "head")];

    [Fact]
    public void Frozen_tensors_keep_every_bit_with_any_gradients()
    {
        var optimizer = new Frozen(s_layout);
        float[] parameters = Start(), start = [.. parameters];
        for (int step = 0; step < 5; step++)
            optimizer.Step(parameters, Poisoned(2 + step));
        Bits.AssertSame<float>(start.AsSpan(5000, 4099), parameters.AsSpan(5000, 4099));
        Assert.All(Enumerable.Range(0, 2), slot =>
            Assert.All(Slots.Of(optimizer, slot)[5008..9104], state => Assert.Equal(0, state)));
    }

    [Fact]
    public void The_others_step_as_if_the_frozen_ones_were_not_there()
    {
        float[] parameters = Start(), others = [.. parameters[..5000], .. parameters[9099..]];
        var (frozen, thawed) = (new Frozen(s_layout), new Thawed(5000, 33));
        for (int step = 0; step < 5; step++)
        {
            float[] gradients = Poisoned(2 + step);
            frozen.Step(parameters, gradients);
            thawed.Step(others, [.. gradients[..5000], .. gradients[9099..]]);
        }

        Bits.AssertSame<float>(others, [.. parameters[..5000], .. parameters[9099..]]);
    }

    [Fact]
    public void An_exclamation_mark_freezes_all_but_the_groups()
    {
        double[] parameters = [1, 1];
        new AllButHead(Layout.Create([new("w", [1]), new("out", [1], "head")])).Step(parameters, [double.NaN, 1]);
        Assert.Equal(1, parameters[0]);
        Assert.Equal(0.99, parameters[1], 1e-4);
    }

    [Fact]
    public void Sharpness_aware_steps_neither_perturb_nor_move_frozen_tensors()
    {
        var optimizer = new FrozenSam(s_layout);
        float[] parameters = Start(), start = [.. parameters];
        for (int call = 0; call < 9; call++)
        {
            optimizer.Step(parameters, Poisoned(2 + call));
            Bits.AssertSame<float>(start.AsSpan(5000, 4099), parameters.AsSpan(5000, 4099));
            if (optimizer.AscentStep > 0)
                Bits.AssertSame<float>(start.AsSpan(5000, 4099), optimizer.SavedParameters.Slice(5000, 4099));
        }

        Assert.NotEqual(start[..5000], parameters[..5000]);
    }

    [Fact]
    public void The_perturbed_point_of_opaque_steps_has_frozen_tensors_as_they_are()
    {
        var optimizer = new FrozenOpaqueSam(s_layout);
        float[] parameters = Start(), start = [.. parameters];
        int call = 0;
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(parameters, (point, gradient) =>
            {
                Bits.AssertSame<float>(start.AsSpan(5000, 4099), point.Slice(5000, 4099));
                Poisoned(2 + call++).CopyTo(gradient);
            });
        }

        Bits.AssertSame<float>(start.AsSpan(5000, 4099), parameters.AsSpan(5000, 4099));
        Assert.NotEqual(start[..5000], parameters[..5000]);
    }

    [Fact]
    public void Frozen_tensors_are_kept_in_place_with_any_number_of_threads() =>
        MaskTests.SameEverywhere(() => new Frozen(s_layout), [5000, 4099, 33]);

    [Fact]
    public void Flattened_tensors_are_measured_as_one()
    {
        float[] several = Vectors.Uniform<float>(3 * 4096, 1), one = [.. several];
        var (flat, whole) = (new FlatLamb(4096, 2 * 4096), new PlainLamb(3 * 4096));
        for (int step = 0; step < 5; step++)
        {
            float[] gradients = Vectors.Uniform<float>(3 * 4096, 2 + step);
            flat.Step(several, gradients);
            whole.Step(one, gradients);
        }

        Bits.AssertSame<float>(one, several);
    }

    private static float[] Start() => Vectors.Uniform<float>(s_layout.ParameterCount, 1);

    private static float[] Poisoned(int seed)
    {
        var gradients = Vectors.Uniform<float>(s_layout.ParameterCount, seed);
        gradients.AsSpan(5000, 4099).Fill(float.NaN);
        return gradients;
    }
}
