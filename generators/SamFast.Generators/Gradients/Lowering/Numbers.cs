using Microsoft.CodeAnalysis;
using SamFast.Generators.Gradients.Ir;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>The number types of C# as types of values.</summary>
internal static class Numbers
{
    public static NumberType? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double => NumberType.Double,
        SpecialType.System_Single => NumberType.Single,
        SpecialType.System_Boolean => NumberType.Boolean,
        SpecialType.System_Int32 or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16
            or SpecialType.System_UInt16 or SpecialType.System_Char => NumberType.Integer,
        _ => type.TypeKind == TypeKind.Enum && type is INamedTypeSymbol { EnumUnderlyingType.SpecialType: SpecialType.System_Int32 }
            ? NumberType.Integer : null,
    };

    /// <summary>The type of a number that may be null.</summary>
    public static NumberType? OfNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } optional ? Of(optional.TypeArguments[0]) : null;

    /// <summary>The elements of a span or an array.</summary>
    public static (NumberType Number, string Storage, bool IsReadOnly)? OfSpan(ITypeSymbol type)
    {
        var element = type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
            INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingNamespace.Name: "System" } span => span.TypeArguments[0],
            _ => null,
        };
        return element is not null && Of(element) is { } number
            ? (number, element.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), type.Name != "Span")
            : null;
    }
}
