using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Symbols;

/// <summary>Finds the types and namespaces of the user's project that hide referenced types in the namespaces of generated code.</summary>
internal static class Hiding
{
    /// <returns>Their names in metadata, such as <c>System.Span`1</c>.</returns>
    public static EquatableArray<string> Read(INamedTypeSymbol type)
    {
        if (type.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation } assembly)
            return EquatableArray<string>.Empty;
        string[] roots = [.. Names.Aliases.Select(alias => alias.Namespace.Split('.')[0]).Distinct()];
        return assembly.GlobalNamespace.GetNamespaceMembers().Where(space => roots.Contains(space.Name))
            .SelectMany(space => In(space, compilation)).OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();
    }

    private static IEnumerable<string> In(INamespaceSymbol space, Compilation compilation)
    {
        // Only a namespace that a reference has, too, can hide something.
        if (compilation.GetCompilationNamespace(space) is not { ConstituentNamespaces.Length: > 1 })
            yield break;
        var referenced = compilation.SourceModule.ReferencedAssemblySymbols;
        foreach (var member in space.GetMembers())
        {
            string name = $"{space.ToDisplayString()}.{member.MetadataName}";
            if (referenced.Any(a => a.GetTypeByMetadataName(name) is { DeclaredAccessibility: Accessibility.Public }))
                yield return name;
            foreach (string inner in member is INamespaceSymbol nested ? In(nested, compilation) : [])
                yield return inner;
        }
    }
}
