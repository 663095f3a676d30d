using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A declared layout: the class, and its tensors in the order of the flat vector.</summary>
internal sealed record LayoutModel(TypeModel Type, string Precision, EquatableArray<LayoutTensorModel> Tensors) : IDeclared
{
    public long ParameterCount => Tensors.Sum(tensor => tensor.Length);
}

/// <summary>A tensor, and the property to complete.</summary>
/// <param name="Property">The property's name, as C#.</param>
/// <param name="Modifiers">The modifiers, which both halves repeat.</param>
/// <param name="HasShape">True if it is a TensorSpan, and not a Span.</param>
/// <param name="IsDocumented">True if the user wrote a summary.</param>
internal sealed record LayoutTensorModel(
    string Property, string Modifiers, bool HasShape, bool IsDocumented, string Name, EquatableArray<int> Dimensions, string? Group)
{
    /// <summary>The number of elements; at most one more than a span can have.</summary>
    public long Length => Dimensions.Aggregate(1L, (length, dimension) => Math.Min(length * dimension, int.MaxValue + 1L));

    /// <summary>Its dimensions, as C# and as prose.</summary>
    public string Shape => $"[{string.Join(", ", Dimensions)}]";
}
