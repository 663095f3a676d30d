using Microsoft.CodeAnalysis;
using SamFast.Generators.Declarations;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Gradients;

/// <summary>The tensors of a layout, as parts of the flat vector.</summary>
/// <param name="Element">The type of the elements: float or double.</param>
/// <param name="Tensors">The tensors by the names of their properties.</param>
internal sealed record LayoutShape(string Element, IReadOnlyDictionary<string, (int Start, IReadOnlyList<int> Dimensions)> Tensors, int Length)
{
    /// <summary>The shape of a class with [Layout]; null for another type.</summary>
    public static LayoutShape? Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } layout || !layout.GetAttributes().Any(a => a.AttributeClass.IsLayout())
            || LayoutReader.Precision(layout) is not { } precision)
        {
            return null;
        }

        var tensors = new Dictionary<string, (int Start, IReadOnlyList<int> Dimensions)>();
        long length = 0;
        foreach (var property in LayoutReader.Properties(layout))
        {
            var dimensions = LayoutTensorReader.DimensionsOf(property) ?? [];
            tensors[property.Name] = ((int)length, dimensions);
            length = Math.Min(int.MaxValue, dimensions.Aggregate(1L, (product, dimension) => product * dimension) + length);
        }

        return new(precision, tensors, (int)length);
    }

    /// <summary>The reason why the parts are not known: tensors of another assembly that cannot be seen.</summary>
    public static string? Objection(ITypeSymbol type) => type is INamedTypeSymbol layout
        && LayoutReader.Tensors(layout).Count != LayoutReader.Properties(layout).Count()
        ? $"'{layout.Name}' has tensors that are not public: make them public, or declare the loss in its project" : null;
}
