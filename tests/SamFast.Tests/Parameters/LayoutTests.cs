namespace SamFast.Tests.Parameters;

public sealed class LayoutTests
{
    private static readonly Layout s_layout = [new("w", [3, 4], "decay"), new("b", [4]), new("scale", [])];

    [Fact]
    public void A_layout_lists_its_tensors_in_order_and_counts_their_elements()
    {
        Assert.Equal(["w", "b", "scale"], s_layout.Select(tensor => tensor.Name));
        Assert.Equal([12, 4, 1], s_layout.Select(tensor => tensor.Length));
        Assert.Equal([2, 1, 0], s_layout.Select(tensor => tensor.Rank));
        Assert.Equal(["decay", null, null], s_layout.Select(tensor => tensor.Group));
        Assert.Equal(17, s_layout.ParameterCount);
        Assert.Equal("w: [3, 4], group decay", s_layout[0].ToString());
    }

    [Fact]
    public void An_optimizer_knows_the_layout_it_was_made_with_whichever_way_it_was_given()
    {
        Assert.Same(s_layout, new PlainLamb(s_layout).Layout);
        Assert.Equal(17, new PlainLamb(s_layout).ParameterCount);
        Assert.Equal([5, 0, 2], new PlainLamb(5, 0, 2).Layout.Select(tensor => tensor.Length));
        Assert.Equal(["0", "1", "2"], new PlainLamb(5, 0, 2).Layout.Select(tensor => tensor.Name));
    }

    [Fact]
    public void A_tensor_of_the_layout_is_a_segment_of_the_optimizer()
    {
        float[] named = [.. Enumerable.Range(0, 17).Select(i => 1 + (0.5f * i))], numbered = [.. named];
        float[] gradients = [.. Enumerable.Range(0, 17).Select(i => 2f - (0.25f * i))];
        new PlainLamb(s_layout).Step(named, gradients);
        new PlainLamb(12, 4, 1).Step(numbered, gradients);
        Assert.Equal(numbered, named);
    }

    [Fact]
    public void Names_are_unique_and_none_is_empty()
    {
        var twice = Assert.Throws<ArgumentException>(() => Layout.Create([new("w", [1]), new("w", [2])]));
        Assert.Contains("'w'", twice.Message);
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => new TensorShape("", [1])).ParamName);
        Assert.Equal("group", Assert.Throws<ArgumentException>(() => new TensorShape("w", [1], "")).ParamName);
    }

    [Fact]
    public void Sizes_that_no_span_can_have_are_refused()
    {
        Assert.Equal("dimensions", Assert.Throws<ArgumentOutOfRangeException>(() => new TensorShape("w", [3, -1])).ParamName);
        Assert.Equal("dimensions", Assert.Throws<ArgumentOutOfRangeException>(() => new TensorShape("w", [1 << 16, 1 << 15])).ParamName);
        Assert.Equal(0, new TensorShape("w", [int.MaxValue, int.MaxValue, 0]).Length);
        Assert.Equal("tensors", Assert.Throws<ArgumentOutOfRangeException>(
            () => Layout.Create([new("a", [int.MaxValue]), new("b", [1])])).ParamName);
    }
}
