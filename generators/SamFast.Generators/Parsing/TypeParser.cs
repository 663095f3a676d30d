using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Model;

namespace SamFast.Generators.Parsing;

/// <summary>Reads the class itself: whether generated code can join it, and what it has already.</summary>
internal static class TypeParser
{
    /// <param name="ancestor">The library's class that the generated half derives from.</param>
    public static TypeModel? Parse(
        INamedTypeSymbol type, string ancestor, Reporter reporter, CancellationToken cancellation)
    {
        var location = type.Locations.FirstOrDefault();
        if (!HasNames(type) || type.BaseType is { TypeKind: TypeKind.Error }
            || (type.ContainingType is null && type.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal)))
        {
            reporter.Fail();
            return null;
        }

        string? kind = type switch
        {
            { TypeKind: not TypeKind.Class } => "not a class",
            { IsFileLocal: true } => "file-local",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { IsRecord: true } => "a record",
            { Arity: > 0 } => "generic",
            _ when HasParameters(type, cancellation) => "declared with parameters of its own, while its constructors are generated",
            _ when Containers(type).Any(c => c.Arity > 0) => "nested in a generic type",
            _ when Containers(type).Any(c => c.TypeKind == TypeKind.Interface) => "nested in an interface",
            _ when Containers(type).Any(c => c.IsFileLocal) => "nested in a file-local type",
            _ => null,
        };
        if (kind is not null)
        {
            reporter.Error(Descriptors.UnsupportedClass, location, type.Name, kind);
            return null;
        }

        foreach (var part in Containers(type).Append(type).Where(t => !IsPartial(t, cancellation)))
            reporter.Error(Descriptors.NotPartial, part.Locations.FirstOrDefault(), part.Name);
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent
            && !parent.IsLibrary(ancestor))
            reporter.Error(Descriptors.HasBase, location, type.Name, parent.ToDisplayString(), ancestor);

        if (type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(m => IsGenerated(m, ancestor) && !IsOurs(m, cancellation)) is { } twice)
        {
            reporter.Error(Descriptors.GeneratedTwice, twice.Locations.FirstOrDefault() ?? location, type.Name, Signature(twice));
        }
        else if (type.InstanceConstructors.FirstOrDefault(c => !IsChained(c, cancellation) && !IsOurs(c, cancellation)) is { } apart)
        {
            reporter.Error(
                Descriptors.UnchainedConstructor, apart.Locations.FirstOrDefault() ?? location, type.Name, Signature(apart),
                ancestor == Names.Parameters ? ": this()" : ": this(parameterCount)");
        }

        return reporter.HasErrors
            ? null
            : new TypeModel(
                type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
                Containers(type).Select(c => $"partial {Keyword(c)} {Names.EscapeType(c.Name, UsedTypes.ShortNames)}").ToEquatableArray(),
                Names.EscapeType(type.Name, UsedTypes.ShortNames),
                type.MemberNames.Where(n => !n.StartsWith(".", StringComparison.Ordinal))
                    .OrderBy(n => n, StringComparer.Ordinal).ToEquatableArray(),
                UsedTypes.Hidden((name, full) => type.Hides(name, other => other.FullName() == full)).ToEquatableArray(),
                !string.IsNullOrWhiteSpace(type.GetDocumentationCommentXml(cancellationToken: cancellation)))
            {
                HasAlike = HasAlike(type),
            };
    }

    private static Stack<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        var containers = new Stack<INamedTypeSymbol>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Push(outer);
        return containers;
    }

    /// <summary>Whether the type, and all it is in, have names that nothing else has: the compiler reports those that have
    /// not.</summary>
    private static bool HasNames(INamedTypeSymbol type)
    {
        for (ISymbol symbol = type; symbol is not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (symbol.Name.Length == 0 || (symbol is INamedTypeSymbol named && named.GetMembers(symbol.Name).Length > 0))
                return false;
            var namesakes = ((INamespaceOrTypeSymbol)symbol.ContainingSymbol).GetMembers(symbol.Name);
            if (namesakes.Any(other => other is INamespaceOrTypeSymbol and not INamedTypeSymbol { Arity: > 0 }
                && !SymbolEqualityComparer.Default.Equals(other, symbol)))
                return false;
        }

        return true;
    }

    private static string Signature(IMethodSymbol method) =>
        $"{(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name)}({string.Join(", ",
            method.Parameters.Select(p => p.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})";

    /// <summary>Whether a constructor calls another one of the class, or is none that is written.</summary>
    private static bool IsChained(IMethodSymbol constructor, CancellationToken cancellation) =>
        constructor.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellation) is not ConstructorDeclarationSyntax written
            || written.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer));

    /// <summary>Whether the generated half has a method with the same parameters.</summary>
    private static bool IsGenerated(IMethodSymbol method, string ancestor)
    {
        var types = method.Parameters.Select(p => p.Type).ToArray();
        bool isStep = method is { MethodKind: MethodKind.Ordinary, Name: "Step", Arity: 0 } && types.Length is 2 or 3
            && types[0] is INamedTypeSymbol { Name: "Span", Arity: 1 } && types[1] is INamedTypeSymbol { Name: "ReadOnlySpan", Arity: 1 }
            && (types.Length == 2 || types[2].SpecialType == SpecialType.System_Double);
        if (ancestor == Names.Parameters)
        {
            return method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false }
                && (types.Length == 0 || (types.Length == 1 && types[0] is INamedTypeSymbol { Name: "Memory", Arity: 1 }));
        }

        return isStep || (method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false } && types.Length == 1
            && (types[0].SpecialType == SpecialType.System_Int32 || types[0].IsLibrary("Layout")
                || types[0] is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Int32 }));
    }

    /// <summary>Whether a method is in the generated half, which the analyzer sees, too.</summary>
    private static bool IsOurs(IMethodSymbol method, CancellationToken cancellation) => method.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } half
        && half.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            attribute.Name.ToString().Contains("GeneratedCode")));

    /// <summary>Whether there is something beside the type, or beside what it is in, whose name differs in case only.</summary>
    private static bool HasAlike(INamedTypeSymbol type)
    {
        for (ISymbol symbol = type; symbol is not INamespaceSymbol { IsGlobalNamespace: true }; symbol = symbol.ContainingSymbol)
        {
            if (((INamespaceOrTypeSymbol)symbol.ContainingSymbol).GetMembers().Any(other => other is INamespaceOrTypeSymbol
                && other.Name != symbol.Name && string.Equals(other.Name, symbol.Name, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a type has a primary constructor.</summary>
    private static bool HasParameters(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.Any(
        reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax { ParameterList: not null });

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        _ => "class",
    };

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
            && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
