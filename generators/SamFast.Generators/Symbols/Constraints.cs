using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Symbols;

/// <summary>Checks the constraints of a kernel's type parameter: generated code calls it with float or double.</summary>
internal static class Constraints
{
    /// <summary>The constraint that float and double do not meet, and the remedy; null if they meet all.</summary>
    public static string? Objection(IMethodSymbol kernel)
    {
        var type = kernel.TypeParameters[0];
        if (!type.HasReferenceTypeConstraint && type.ConstraintTypes.All(c => IsMet(c, type)))
            return null;
        string demanded = type.HasReferenceTypeConstraint
            ? "class"
            : type.ConstraintTypes.First(c => !IsMet(c, type)).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return $"has the constraint 'where {type.Name} : {demanded}', which float and double do not meet: demand an interface that "
            + "they have, such as System.Numerics.IFloatingPointIeee754<T>, or nothing";
    }

    private static bool IsMet(ITypeSymbol constraint, ITypeParameterSymbol type) =>
        constraint is INamedTypeSymbol { TypeKind: TypeKind.Interface } && Single(type) is { } single
        && Substitute(constraint, type, single) is INamedTypeSymbol demanded
        && single.AllInterfaces.Contains(demanded, SymbolEqualityComparer.Default);

    /// <summary>float, from the assembly of object.</summary>
    private static INamedTypeSymbol? Single(ITypeParameterSymbol type)
    {
        INamedTypeSymbol? current = type.ContainingType;
        while (current is { SpecialType: not SpecialType.System_Object })
            current = current.BaseType;
        return current?.ContainingAssembly.GetTypeByMetadataName("System.Single");
    }

    private static ITypeSymbol Substitute(ITypeSymbol type, ITypeParameterSymbol parameter, INamedTypeSymbol argument) => type switch
    {
        _ when SymbolEqualityComparer.Default.Equals(type, parameter) => argument,
        INamedTypeSymbol { TypeArguments.Length: > 0, ContainingType: null } named => named.OriginalDefinition.Construct(
            [.. named.TypeArguments.Select(a => Substitute(a, parameter, argument))]),
        _ => type,
    };
}
