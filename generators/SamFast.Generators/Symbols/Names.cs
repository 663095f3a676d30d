using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SamFast.Generators.Symbols;

/// <summary>The names of the declarations, and of types in generated code.</summary>
internal static class Names
{
    public const string Library = "SamFast";

    /// <summary>The namespace of authors of transforms.</summary>
    public const string Authoring = Library + ".Authoring";

    /// <summary>The version of the library, which is that of the generator.</summary>
    public static string Version { get; } = typeof(Names).Assembly.GetName().Version.ToString(3);

    /// <summary>The library's namespace from the root.</summary>
    public const string FromGlobal = $"global::{Library}.";
    public const string Optimizer = "SamFast.OptimizerAttribute";
    public const string OptimizerOfT = "SamFast.OptimizerAttribute`1";
    public const string Sam = "SamFast.SamAttribute`1";
    public const string EndsChain = "EndsChainAttribute";
    public const string SamWithAdversary = "SamFast.SamAttribute`2";

    public const string Layout = "SamFast.LayoutAttribute";
    public const string LayoutOfT = "SamFast.LayoutAttribute`1";
    public const string Parameters = "Parameters";
    public const string OptimizerBase = "Optimizer";
    public const string FaultyBase = "FaultyOptimizer";
    public const string Tensor = "SamFast.TensorAttribute";

    public const string Differentiable = "SamFast.DifferentiableAttribute";
    public const string Derivative = "SamFast.DerivativeAttribute";
    public const string Checkpoint = "SamFast.CheckpointAttribute";
    public const string DerivativeOf = "SamFast.DerivativeOfAttribute";

    public const string Partition = "SamFast.PartitionAttribute`1";

    /// <summary>The namespaces of generated code, by their aliases there.</summary>
    public static IReadOnlyList<(string Alias, string Namespace)> Aliases { get; } =
    [
        ("CompilerServices", "System.Runtime.CompilerServices"),
        ("Intrinsics", "System.Runtime.Intrinsics"),
        (Library, Library),
        ("System", "System"),
    ];

    /// <summary>The problem of a file-local class with kernels, and its remedy.</summary>
    public const string FileLocal = "it is file-local, but generated code in another file calls it: make it internal";

    private static readonly string[] _declarations = [Optimizer, OptimizerOfT, Sam, SamWithAdversary];

    public static bool IsTransform(this INamedTypeSymbol? type) => type.Derives("TransformAttribute");

    public static bool IsAlias(this INamedTypeSymbol? type) => type.Derives("AliasAttribute");

    public static bool IsWrapper(this INamedTypeSymbol? type) => type.Derives("WrapperAttribute");

    public static bool IsGate(this INamedTypeSymbol? type) => type.Derives("GateAttribute");

    public static bool IsBypass(this INamedTypeSymbol? type) => type.Derives("ConditionallyTransformAttribute");

    public static bool IsClimbGate(this INamedTypeSymbol? type) => type.Derives("ConditionallyClimbAttribute");

    public static bool IsLinesearch(this INamedTypeSymbol? type) => type.Derives("LinesearchAttribute");

    /// <summary>True if an attribute is a transform, a wrapper, a schedule or a partition.</summary>
    public static bool IsLink(this INamedTypeSymbol? type) => type.IsTransform() || type.IsWrapper() || type.IsSchedule() || type.IsPartition();

    public static bool IsSchedule(this INamedTypeSymbol? type) => type.Derives("ScheduleAttribute");

    public static bool IsOptimizer(this INamedTypeSymbol? type) => type.MetadataName() is Optimizer or OptimizerOfT;

    public static bool IsSam(this INamedTypeSymbol? type) => type.MetadataName() is Sam or SamWithAdversary;

    public static bool IsPartition(this INamedTypeSymbol? type) => type.MetadataName() is Partition;

    public static bool IsLayout(this INamedTypeSymbol? type) => type.MetadataName() is Layout or LayoutOfT;

    public static bool IsDeclaration(this INamedTypeSymbol? type) => _declarations.Contains(type.MetadataName());

    public static bool IsLibrary(this ISymbol? symbol, string name) =>
        symbol?.Name == name && symbol.ContainingNamespace.IsOfLibrary();

    /// <summary>The methods of an attribute class, and those that it inherits, unless it has some of the same name.</summary>
    public static IReadOnlyList<IMethodSymbol> Methods(this INamedTypeSymbol type)
    {
        var found = new List<IMethodSymbol>();
        for (var current = type; current is not null and not { Name: "Attribute", ContainingNamespace.Name: "System" }; current = current.BaseType)
        {
            var own = current.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary);
            found.AddRange([.. own.Where(m => current.Equals(type, SymbolEqualityComparer.Default) || found.All(f => f.Name != m.Name))]);
        }

        return found;
    }

    /// <summary>The library's class that the generated half of a declared one derives from.</summary>
    public static INamedTypeSymbol? AncestorOf(INamedTypeSymbol type, string name) => type.GetAttributes()
        .Select(a => a.AttributeClass).FirstOrDefault(a => a.IsDeclaration() || a.IsLayout())?.ContainingAssembly
        .GetTypeByMetadataName($"{Library}.{name}`1");

    /// <summary>True if generated code of a class can call a method.</summary>
    public static bool IsCallableFrom(this IMethodSymbol method, INamedTypeSymbol target) => method.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal =>
            SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, target.ContainingAssembly)
            || method.ContainingAssembly.GivesAccessTo(target.ContainingAssembly),
        _ => false,
    };

    /// <summary>An attribute's name as users write it.</summary>
    public static string ShortName(this ITypeSymbol type) =>
        type.Name.EndsWith("Attribute", StringComparison.Ordinal) && type.Name.Length > 9
            ? type.Name.Substring(0, type.Name.Length - 9)
            : type.Name;

    /// <summary>The argument of one of the library's attributes on a symbol, or null.</summary>
    public static object? AttributeValue(this ISymbol symbol, string name) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsLibrary(name))?.ConstructorArguments
            .Select(argument => argument.Value).FirstOrDefault();

    /// <summary>True of the library's namespace and of those in it for authors of transforms and for generated code.</summary>
    private static bool IsOfLibrary(this INamespaceSymbol? space) =>
        space is { Name: "Authoring" or "Runtime", ContainingNamespace: { } parent } ? parent.IsRoot() : space.IsRoot();

    private static bool IsRoot(this INamespaceSymbol? space) => space is { Name: Library, ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>A class and its base classes, but for <see cref="object"/>.</summary>
    public static IEnumerable<INamedTypeSymbol> WithBases(this INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
            yield return current;
    }

    /// <summary>True if a slot is marked as a position of the parameters.</summary>
    public static bool IsPosition(this ISymbol slot) =>
        slot.GetAttributes().Any(a => a.AttributeClass.IsLibrary("PositionAttribute"));

    /// <summary>True if the caller provides the slot.</summary>
    public static bool IsGiven(this ISymbol slot) =>
        slot.GetAttributes().Any(a => a.AttributeClass.IsLibrary("CallerProvidedAttribute"));

    /// <summary>A property that an attribute sets by name, or null.</summary>
    public static object? Named(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    /// <summary>A name as C#: <c>@event</c>.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The name of a declared type as C#: contextual keywords are escaped as well.</summary>
    public static string EscapeType(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : Escape(name);

    /// <summary>A type as generated code writes it: from the root, which nothing can hide. The library's namespace has an alias in
    /// every generated file.</summary>
    public static string FromRoot(this ITypeSymbol type) =>
        string.Concat(type.ToDisplayParts(SymbolDisplayFormat.FullyQualifiedFormat).Select(Escape)).Replace(FromGlobal, $"{Library}::");

    /// <summary>The same, with another name in place of type parameters.</summary>
    public static string FromRoot(this ITypeSymbol type, string element) =>
        string.Concat(type.ToDisplayParts(SymbolDisplayFormat.FullyQualifiedFormat).Select(p => p.Symbol is ITypeParameterSymbol ? element : Escape(p)))
            .Replace(FromGlobal, $"{Library}::");

    private static string Escape(SymbolDisplayPart part)
    {
        string text = part.ToString();
        return part.Symbol is not (null or INamespaceSymbol { IsGlobalNamespace: true }) && SyntaxFacts.GetContextualKeywordKind(text) != SyntaxKind.None ? "@" + text : text;
    }

    /// <summary>A type's full name, without type arguments.</summary>
    public static string FullName(this ISymbol type) => $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}";

    private static bool Derives(this INamedTypeSymbol? type, string name) => type?.BaseType?.WithBases().Any(t => t.IsLibrary(name)) == true;

    public static string? MetadataName(this INamedTypeSymbol? type) =>
        type is not null && type.IsLibrary(type.Name) && type.ContainingType is null
            ? $"{Library}.{type.OriginalDefinition.MetadataName}"
            : null;
}
