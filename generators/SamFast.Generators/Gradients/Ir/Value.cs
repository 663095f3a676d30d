namespace SamFast.Generators.Gradients.Ir;

/// <summary>The type of a value.</summary>
internal enum NumberType
{
    Boolean,
    Integer,
    Single,
    Double,

    /// <summary>Numbers of the parameters' type in the lanes of a register: derivatives by several parameters.</summary>
    Lanes,
}

/// <summary>A number that is computed once: the result of an operation, the index of a loop, or a value that a loop carries.</summary>
/// <param name="type">Its type.</param>
/// <param name="home">The region in which it is defined, and in whose inner regions it is visible.</param>
internal sealed class Value(NumberType type, Region home)
{
    public NumberType Type { get; } = type;

    public Region Home { get; } = home;

    /// <summary>The operation whose result it is; null for the index of a loop and for a carried value within its loop.</summary>
    public Op? Definition { get; set; }

    /// <summary>The user's variable, or the adjoint's name derived from it; null for intermediate values.</summary>
    public string? Name { get; set; }

    /// <summary>True if it depends on the parameters.</summary>
    public bool IsActive { get; set; }

    public bool IsReal => Type is NumberType.Single or NumberType.Double or NumberType.Lanes;

    /// <summary>The number of a constant; null otherwise.</summary>
    public double? Number => Definition is { Kind: OpKind.Constant } constant ? constant.Number : null;
}
