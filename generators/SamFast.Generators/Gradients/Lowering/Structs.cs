using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>The members of structs that hold numbers.</summary>
internal static class Structs
{
    public static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic);

    /// <summary>The name of a field, or of the property that it is behind.</summary>
    public static string Name(IFieldSymbol field) => field.AssociatedSymbol?.Name ?? field.Name;
}
