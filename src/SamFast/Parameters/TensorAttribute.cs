namespace SamFast;

/// <summary>
/// Declares a partial property of a class with <see cref="LayoutAttribute"/> as a tensor: its type is
/// <c>TensorSpan</c>, which has the shape, or <c>Span</c>, which has its elements row after row.
/// </summary>
/// <param name="dimensions">The lengths of the axes, the slowest first (row-major); each at least 1. A single number is
/// <c>[Tensor(1)]</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TensorAttribute(params int[] dimensions) : Attribute
{
    /// <summary>The lengths of the axes, the slowest first.</summary>
    public IReadOnlyList<int> Dimensions { get; } = dimensions;

    /// <summary>The name of its group, for masks and partitions; tensors may share a group. Default: none.</summary>
    public string? Group { get; init; }

    /// <summary>The name of the tensor in the layout and in checkpoints, such as <c>"layers.0.weight"</c>. Default: the exact
    /// name of the property.</summary>
    public string? Name { get; init; }
}
