using SamFast.Tests.Transforms.Averaging;
using SamFast.Tests.Linesearches;
using SamFast.Tests.Parameters;

namespace SamFast.Tests.Checkpoints;

/// <summary>State goes to another layout by the names of the tensors.</summary>
public class GrowthTests
{
    [Fact]
    public void The_state_of_tensors_in_both_layouts_is_carried_over()
    {
        var optimizer = new Scheduled(Driver.Of(new("a", [2, 2]), new("b", [3]), new("gone", [1])));
        optimizer.Step(new float[8], [1, 2, 3, 4, 5, 6, 7, 8]);
        optimizer.WeightDecay = 0.25;
        var grown = optimizer.GrowTo([new("new", [2]), new("b", [3]), new("a", [3, 3])]);

        Assert.Equal(14, grown.ParameterCount);
        Assert.Equal((1, 0.25, optimizer.Scalar("b1Power")), (grown.StepCount, grown.WeightDecay, grown.Scalar("b1Power")));
        foreach (string slot in (string[])["mu", "nu"])
        {
            float[] a = optimizer.Slot(slot).ToArray("a");
            Assert.Equal([a[0], a[1], 0, a[2], a[3], 0, 0, 0, 0], grown.Slot(slot).ToArray("a"));
            Assert.Equal(optimizer.Slot(slot).ToArray("b"), grown.Slot(slot).ToArray("b"));
            Assert.Equal([0, 0], grown.Slot(slot).ToArray("new"));
        }

        Assert.Equal(0.25, optimizer.WeightDecay);
        grown.Step(new float[14], new float[14]);
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void A_tensor_in_both_layouts_continues_bit_for_bit()
    {
        var (optimizer, witness) = (new PlainLamb(Driver.Of(new("a", [20]), new("b", [7]))), new PlainLamb(Driver.Of(new TensorShape("b", [7]))));
        float[] parameters = Vectors.Uniform<float>(27, 1), expected = parameters[20..];
        for (int step = 0; step < 3; step++)
        {
            optimizer.Step(parameters, Vectors.Uniform<float>(27, 2 + step));
            witness.Step(expected, Vectors.Uniform<float>(27, 2 + step).AsSpan(20));
        }

        var grown = optimizer.GrowTo([new("c", [5]), new("b", [7])]);
        float[] other = [1, 1, 1, 1, 1, .. parameters[20..]];
        for (int step = 3; step < 6; step++)
        {
            var gradients = Vectors.Uniform<float>(12, 2 + step);
            grown.Step(other, gradients);
            witness.Step(expected, gradients.AsSpan(5));
        }

        Bits.AssertSame<float>(expected, other.AsSpan(5));
    }

    [Fact]
    public void New_rows_and_columns_of_a_tensor_have_initial_state()
    {
        var optimizer = new Rows(Driver.Of(new("a", [2, 2]), new("b", [3, 2])));
        optimizer.Step(new float[10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        var grown = optimizer.GrowTo([new("a", [3, 2]), new("b", [3, 2])]);
        foreach (var slot in grown.Slots.Where(s => s[0].Length is > 0 and < 6))
        {
            Assert.All(slot.ToArray("a"), x => Assert.Equal(0, x));
            Assert.Equal(optimizer.Slot(slot.Name).ToArray("b"), slot.ToArray("b"));
        }
    }

    [Fact]
    public void A_tensor_that_changes_its_group_restarts()
    {
        var optimizer = new BodyAndHead(Driver.Of(new("a", [2], "body"), new("b", [3], "body"), new("c", [2], "head")));
        optimizer.Step(new float[7], [1, 2, 3, 4, 5, 6, 7]);
        var grown = optimizer.GrowTo([new("c", [2], "head"), new("b", [3], "head"), new("a", [2], "body")]);

        Assert.Equal(optimizer.Slot("bodyMu").ToArray("a"), grown.Slot("bodyMu").ToArray("a"));
        Assert.Equal(optimizer.Slot("headTrace").ToArray("c"), grown.Slot("headTrace").ToArray("c"));
        Assert.Empty(grown.Slot("bodyMu").ToArray("b"));
        Assert.Equal([0, 0, 0], grown.Slot("headTrace").ToArray("b"));
        Assert.Equal([1, 1, 1], grown.Slot("headAverage").ToArray("b"));
    }

    [Fact]
    public void A_place_among_the_parameters_takes_no_new_elements()
    {
        Layout layout = [new("a", [2]), new("b", [3])], more = [new("a", [2]), new("b", [4])], fewer = [new("b", [2])];
        var ahead = new NovogradRestarting(layout);
        Assert.Equal(6, ahead.GrowTo(more).ParameterCount);
        float[] parameters = [1, 2, 3, 4, 5];
        ahead.Step(parameters, [1, 2, 3, 4, 5]);
        Assert.Contains("'slow'", Assert.Throws<InvalidOperationException>(() => ahead.GrowTo(more)).Message, StringComparison.Ordinal);
        Assert.Equal([3, 4], ahead.GrowTo(fewer).Slot("slow").ToArray("b"));

        var curved = new PlainLbfgs(layout);
        curved.Step(new double[5], [1, 2, 3, 4, 5]);
        Assert.Contains("lastParams", Assert.Throws<InvalidOperationException>(() => curved.GrowTo(more)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_middle_of_a_period_it_is_refused()
    {
        Layout layout = [new("a", [2])], grown = [new("a", [3])];
        var sam = new Cyclic(layout);
        sam.Step(new float[2], [1, 2]);
        Assert.Contains("AscentStep", Assert.Throws<InvalidOperationException>(() => sam.GrowTo(grown)).Message, StringComparison.Ordinal);
        sam.Step(new float[2], [1, 2]);
        sam.Step(new float[2], [1, 2]);
        Assert.Equal(1, sam.GrowTo(grown).StepCount);

        var gathered = new GatheredTrace(layout);
        gathered.Step(new float[2], [1, 2]);
        Assert.Contains("MicroStep", Assert.Throws<InvalidOperationException>(() => gathered.GrowTo(grown)).Message, StringComparison.Ordinal);
        Assert.Equal(1, gathered.Clone().MicroStep);
    }

    [Fact]
    public void A_tensor_with_another_number_of_axes_is_another_tensor()
    {
        var optimizer = new Traced(Driver.Of(new TensorShape("a", [4])));
        Assert.Contains("a: [2, 2]", Assert.Throws<ArgumentException>(() => optimizer.GrowTo([new("a", [2, 2])])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => optimizer.GrowTo(null!));
    }
}
