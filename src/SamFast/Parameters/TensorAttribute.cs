namespace SamFast;

/// <summary>
/// Declares a partial property of a class with <see cref="LayoutAttribute"/> as a tensor: its type is
/// <c>TensorSpan</c>, which has the shape, or <c>Span</c>, which has its elements row after row.
/// </summary>
/// <param name="dimensions">How many elements along each axis, the slowest first (row-major); each at least 1. A single
/// number is <c>[Tensor(1)]</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TensorAttribute(params int[] dimensions) : Attribute
{
    /// <summary>How many elements along each axis, the slowest first.</summary>
    public IReadOnlyList<int> Dimensions { get; } = dimensions;

    /// <summary>What masks and partitions call it; tensors may share a group. None, unless this says
    /// otherwise.</summary>
    public string? Group { get; init; }

    /// <summary>What the tensor is called in the layout and in checkpoints, such as <c>"layers.0.weight"</c>: the
    /// property's name, exactly, unless this says otherwise.</summary>
    public string? Name { get; init; }
}
