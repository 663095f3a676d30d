using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>A value that a kernel receives or returns: a parameter, or a field of a group, which is a parameter of a struct type.</summary>
/// <param name="Symbol">The parameter or the field, with its attributes.</param>
/// <param name="Name">The name that the contract binds; of a field, in camelCase.</param>
/// <param name="Group">The parameter whose field it is; null if it is a parameter itself.</param>
internal sealed record KernelParameter(ISymbol Symbol, string Name, ITypeSymbol Type, RefKind RefKind, IParameterSymbol? Group)
{
    private static readonly string[] _ofLibrary = ["TensorShape", "LinesearchResult", "WholeVector", "WholeVectors"];

    /// <summary>The values of a kernel, in order.</summary>
    public static IEnumerable<KernelParameter> Of(IMethodSymbol method) => method.Parameters.SelectMany(Of);

    /// <summary>The fields and properties of a parameter's struct, if it is a group.</summary>
    public static IReadOnlyList<ISymbol> Fields(IParameterSymbol parameter) =>
        parameter.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } type
        && !IsOfFramework(type) && !_ofLibrary.Any(type.IsLibrary)
            ? [.. type.GetMembers().Where(m => !m.IsStatic && m.CanBeReferencedByName && m is IFieldSymbol or IPropertySymbol { IsIndexer: false })]
            : [];

    private static IEnumerable<KernelParameter> Of(IParameterSymbol parameter)
    {
        var fields = Fields(parameter);
        if (fields.Count == 0)
            return [new(parameter, parameter.Name, parameter.Type, parameter.RefKind, null)];
        var passing = parameter.RefKind is RefKind.Ref or RefKind.Out ? parameter.RefKind : RefKind.None;
        return fields.Select(field => new KernelParameter(
            field, Casing.Camel(field.Name), field is IFieldSymbol f ? f.Type : ((IPropertySymbol)field).Type, passing, parameter));
    }

    private static bool IsOfFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name == "System";
    }
}
