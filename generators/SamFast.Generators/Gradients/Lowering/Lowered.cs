using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>What an expression of the user's stands for.</summary>
internal abstract record Lowered
{
    /// <summary>The numbers in it, in order.</summary>
    public abstract IEnumerable<Value> Leaves { get; }

    /// <summary>The same with other numbers.</summary>
    public abstract Lowered Map(Func<Value, Value> map);
}

internal sealed record Scalar(Value Value) : Lowered
{
    public override IEnumerable<Value> Leaves => [Value];

    public override Lowered Map(Func<Value, Value> map) => new Scalar(map(Value));
}

/// <summary>An empty span or a null, as argument of a method whose body is not read.</summary>
internal sealed record Omitted : Lowered
{
    public override IEnumerable<Value> Leaves => [];

    public override Lowered Map(Func<Value, Value> map) => this;
}

/// <summary>A part of an array.</summary>
internal sealed record View(ArrayVariable Array, Value Start, Value Length) : Lowered
{
    /// <summary>Its length in each dimension, if it has several.</summary>
    public IReadOnlyList<int>? Shape { get; init; }

    public override IEnumerable<Value> Leaves => [Start, Length];

    public override Lowered Map(Func<Value, Value> map) => this with { Start = map(Start), Length = map(Length) };
}

/// <summary>The parameters, by the tensors of a layout.</summary>
internal sealed record Model(ArrayVariable Array, LayoutShape Shape) : Lowered
{
    public override IEnumerable<Value> Leaves => [];

    public override Lowered Map(Func<Value, Value> map) => this;
}

/// <summary>A tuple or a struct.</summary>
internal sealed record Aggregate(IReadOnlyList<(string Name, Lowered Item)> Items) : Lowered
{
    public override IEnumerable<Value> Leaves => Items.SelectMany(item => item.Item.Leaves);

    public override Lowered Map(Func<Value, Value> map) => new Aggregate([.. Items.Select(item => (item.Name, item.Item.Map(map)))]);

    public Aggregate With(int index, Lowered value) =>
        new([.. Items.Select((item, i) => i == index ? (item.Name, value) : item)]);
}
