using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

using SamFast.Generators.Diagnostics;

namespace SamFast.Generators.Symbols;

/// <summary>Reads the declared class: its kind, and its own members.</summary>
internal static class TypeReader
{
    /// <param name="ancestor">The library's class that the generated half derives from.</param>
    public static TypeModel? Read(
        INamedTypeSymbol type, string ancestor, Reporter reporter, CancellationToken cancellation)
    {
        var location = type.Locations.FirstOrDefault();
        if (!HasNames(type) || type.BaseType is { TypeKind: TypeKind.Error } || !IsAccessible(type))
        {
            reporter.Fail();
            return null;
        }

        if (!IsUnderstood(type))
        {
            reporter.Error(Descriptors.LanguageTooOld, location, type.Name, LanguageVersionOf(type)!.Value.ToDisplayString());
            return null;
        }

        if (Unreachable(type) is var (hidden, alias))
        {
            reporter.Error(Descriptors.OnlyByAlias, location, type.Name, hidden.ShortName(), alias);
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
            _ when HasParameters(type, cancellation) => "declared with a primary constructor, but its constructors are generated",
            _ when Containers(type).Any(c => c.Arity > 0) => "nested in a generic type",
            _ when Containers(type).Any(c => c.TypeKind == TypeKind.Interface) => "nested in an interface",
            _ when Containers(type).Any(c => c.IsFileLocal) => "nested in a file-local type",
            _ => null,
        };
        if (kind is not null)
        {
            reporter.Error(Descriptors.UnsupportedClass, location, type.Name, kind, Remedy(type, ancestor, cancellation));
            return null;
        }

        foreach (var part in Containers(type).Append(type).Where(t => !IsPartial(t, cancellation)))
            reporter.Error(Descriptors.NotPartial, part.Locations.FirstOrDefault(), part.Name);
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent
            && !IsGeneratedBase(parent, type, ancestor))
            reporter.Error(Descriptors.HasBase, location, type.Name, parent.ToDisplayString(), $"{ancestor}<{PrecisionOf(type)}>");

        if (type.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(m => IsGenerated(m, ancestor) && !MemberReader.IsGenerated(m, cancellation)) is { } twice)
        {
            reporter.Error(Descriptors.GeneratedTwice, twice.Locations.FirstOrDefault() ?? location, type.Name, Signature(twice));
        }
        else if (type.InstanceConstructors.FirstOrDefault(c => !IsChained(c, cancellation) && !MemberReader.IsGenerated(c, cancellation)) is { } apart)
        {
            reporter.Error(
                Descriptors.UnchainedConstructor, apart.Locations.FirstOrDefault() ?? location, type.Name, Signature(apart),
                ancestor == Names.Parameters ? ": this()" : ": this(parameterCount)");
        }

        return reporter.HasErrors ? null : Describe(type, ancestor, cancellation);
    }

    /// <summary>The change that makes an unsupported class a supported one.</summary>
    private static string Remedy(INamedTypeSymbol type, string ancestor, CancellationToken cancellation)
    {
        if (type is not { TypeKind: TypeKind.Class, IsFileLocal: false, IsStatic: false, IsAbstract: false, IsRecord: false, Arity: 0 })
            return "declare a plain, non-generic class instead";
        return HasParameters(type, cancellation)
            ? $"write a constructor that ends in ': this({(ancestor == Names.Parameters ? "" : "parameterCount")})' in its place"
            : $"move it out of '{Containers(type).First(c => c.Arity > 0 || c.TypeKind == TypeKind.Interface || c.IsFileLocal).Name}'";
    }

    private static bool IsLibraryReachable(INamedTypeSymbol type) => type.GetAttributes().Select(a => a.AttributeClass)
        .OfType<INamedTypeSymbol>().Where(a => a.IsDeclaration() || a.IsLayout()).All(a => AliasOf(a, type) is null);

    private static bool IsAccessible(INamedTypeSymbol type) =>
        type.ContainingType is not null || type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal;

    /// <summary>True if the user wrote the base class of the generated half.</summary>
    private static bool IsGeneratedBase(INamedTypeSymbol parent, INamedTypeSymbol type, string ancestor) =>
        (parent.IsLibrary(ancestor) || parent.IsLibrary(Names.FaultyBase)) && parent.TypeArguments.Length == 1
        && parent.TypeArguments[0].SpecialType == (PrecisionOf(type) == "double" ? SpecialType.System_Double : SpecialType.System_Single);

    /// <summary>The element type of a declaration, or of SAM's outer optimizer if the class has no [Optimizer]: float, unless it is double.</summary>
    public static string PrecisionOf(INamedTypeSymbol type)
    {
        var attributes = type.GetAttributes().Select(a => a.AttributeClass).ToArray();
        var declaration = attributes.FirstOrDefault(a => a.IsOptimizer() || a.IsLayout());
        if (declaration is null && attributes.FirstOrDefault(a => a.IsSam())?.TypeArguments[0] is INamedTypeSymbol { TypeKind: not TypeKind.Error } outer)
            declaration = outer.GetAttributes().Select(a => a.AttributeClass).FirstOrDefault(a => a.IsOptimizer());
        return declaration?.TypeArguments.FirstOrDefault()?.SpecialType == SpecialType.System_Double ? "double" : "float";
    }

    /// <summary>An attribute of the class that generated code cannot reach, and the alias of its reference.</summary>
    private static (INamedTypeSymbol Attribute, string Alias)? Unreachable(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes().Select(a => a.AttributeClass).OfType<INamedTypeSymbol>()
            .Where(a => a.IsDeclaration() || a.IsLayout() || a.IsLink()))
        {
            if (AliasOf(attribute, type) is { } alias)
                return (attribute, alias);
        }

        return null;
    }

    /// <summary>The only alias of the reference to the assembly of a type; null if the type is in the global namespace.</summary>
    private static string? AliasOf(INamedTypeSymbol used, INamedTypeSymbol user) =>
        user.ContainingAssembly is ISourceAssemblySymbol { Compilation: var compilation }
            && compilation.GetMetadataReference(used.ContainingAssembly) is { Properties.Aliases: { IsDefaultOrEmpty: false } aliases }
            && !aliases.Contains(MetadataReferenceProperties.GlobalAlias)
            ? aliases[0] : null;

    private static bool? IsClsCompliant(ISymbol symbol) => symbol.GetAttributes()
        .FirstOrDefault(a => a.AttributeClass is { Name: "CLSCompliantAttribute", ContainingNamespace.Name: "System" })
        ?.ConstructorArguments.FirstOrDefault().Value as bool?;

    /// <summary>True if a generated half can join the class.</summary>
    public static bool CanBeJoined(INamedTypeSymbol type, CancellationToken cancellation) =>
        HasNames(type) && IsAccessible(type) && IsLibraryReachable(type) && Containers(type).Append(type).All(t => !t.IsFileLocal && IsPartial(t, cancellation));

    public static TypeModel Describe(INamedTypeSymbol type, string ancestor, CancellationToken cancellation) => new(
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
        Containers(type).Select(c => $"partial {Keyword(c)} {Names.EscapeType(c.Name)}{TypeParameters(c)}").ToEquatableArray(),
        Names.EscapeType(type.Name), MemberReader.Read(type, cancellation), GlobalAliases(type, cancellation),
        !string.IsNullOrWhiteSpace(type.GetDocumentationCommentXml(cancellationToken: cancellation)))
    {
        FromRoot = type.FromRoot(),
        Required = MemberReader.Required(type),
        IsNotClsCompliant = IsClsCompliant(type.ContainingAssembly) is true && Containers(type).Append(type).All(t => IsClsCompliant(t) is null),
        Arity = type.Arity,
        HasAlike = HasAlike(type),
        Inherited = Inherited(type, ancestor),
        Hiding = Hiding.Read(type),
    };

    /// <summary>The types around a method, as those of a file of its own.</summary>
    public static TypeModel Around(IMethodSymbol method, CancellationToken cancellation)
    {
        var type = method.ContainingType;
        return new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            Containers(type).Append(type).Select(c => $"partial {Keyword(c)} {Names.EscapeType(c.Name)}{TypeParameters(c)}").ToEquatableArray(),
            method.Name, EquatableArray<MemberModel>.Empty, GlobalAliases(type, cancellation), IsDocumented: false)
        {
            IsNotClsCompliant = IsClsCompliant(type.ContainingAssembly) is true && Containers(type).Append(type).All(t => IsClsCompliant(t) is null),
            HasAlike = HasAlike(type) || type.GetMembers().Any(m => m.Name != method.Name
                && string.Equals(m.Name, method.Name, StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <summary>A type around a method that is not partial; null if all are.</summary>
    public static INamedTypeSymbol? NotPartial(IMethodSymbol method, CancellationToken cancellation) =>
        Containers(method.ContainingType).Append(method.ContainingType).FirstOrDefault(t => !IsPartial(t, cancellation));

    public static string TypeParameters(INamedTypeSymbol type) =>
        type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => Names.Escape(p.Name)))}>";

    /// <summary>True if the language version of the project is at least that of generated code.</summary>
    private static bool IsUnderstood(INamedTypeSymbol type) => LanguageVersionOf(type) is null or >= LanguageVersion.CSharp14;

    public static LanguageVersion? LanguageVersionOf(INamedTypeSymbol type) =>
        (type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options as CSharpParseOptions)?.LanguageVersion;

    /// <summary>The names of the visible members of the class that the generated half derives from.</summary>
    private static EquatableArray<string> Inherited(INamedTypeSymbol type, string ancestor) =>
        Names.AncestorOf(type, ancestor) is not { } parent ? EquatableArray<string>.Empty
            : parent.WithBases().SelectMany(p => p.GetMembers()).Where(m => m.CanBeReferencedByName && m.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected)
                .Select(m => m.Name).Distinct().OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray();

    /// <summary>The aliases of a generated file that the project declares for all of its files. In a namespace, the
    /// file's own come first.</summary>
    private static EquatableArray<string> GlobalAliases(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!type.ContainingNamespace.IsGlobalNamespace || type.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation })
            return EquatableArray<string>.Empty;
        var names = compilation.SyntaxTrees.SelectMany(tree => ((CompilationUnitSyntax)tree.GetRoot(cancellation)).Usings)
            .Where(directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) && directive.Alias is not null)
            .Select(directive => directive.Alias!.Name.Identifier.ValueText);
        return Names.Aliases.Select(a => a.Alias).Intersect(names).ToEquatableArray();
    }

    private static Stack<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        var containers = new Stack<INamedTypeSymbol>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Push(outer);
        return containers;
    }

    /// <summary>True if the type and its containers have unique names: the compiler reports those that have
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

    /// <summary>True if a constructor calls another one of the class, or is not written.</summary>
    private static bool IsChained(IMethodSymbol constructor, CancellationToken cancellation) =>
        constructor.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellation) is not ConstructorDeclarationSyntax written
            || written.Initializer.IsKind(SyntaxKind.ThisConstructorInitializer));

    /// <summary>True if the generated half has a method with the same parameters.</summary>
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

    /// <summary>True if a neighbour of the type or of one of its containers has a name that differs in case only.</summary>
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

    /// <summary>True if a type has a primary constructor.</summary>
    private static bool HasParameters(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.Any(
        reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax { ParameterList: not null });

    public static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(reference => reference.GetSyntax(cancellation) switch
        {
            TypeDeclarationSyntax declaration => declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
            // The class of a top-level program is partial without saying so.
            var syntax => syntax is CompilationUnitSyntax,
        });
}
