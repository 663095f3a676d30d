using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>Finds the rules of methods: on the method itself, on rules of foreign methods, and beside differentiable methods of other
/// assemblies, which have compiled companions.</summary>
internal sealed class RuleReader(Compilation compilation, CancellationToken cancellation)
{
    // Rules of foreign methods, by the name of the method.
    private ILookup<string, (IMethodSymbol Rule, AttributeData Attribute)>? _foreign;

    /// <summary>A method with a rule.</summary>
    /// <param name="Owner">The class of its companions.</param>
    /// <param name="Adjoint">The name of the rule.</param>
    internal sealed record Found(INamedTypeSymbol Owner, string Adjoint, string? Tangent, string? AdjointTangent);

    public Found? Find(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        if (definition.GetAttributes().FirstOrDefault(a => a.AttributeClass.MetadataName() == Names.Derivative) is { ConstructorArguments: { Length: 1 or 2 } names } own
            && names[names.Length - 1].Value is string rule)
        {
            // The class of the companions may be another, such as LossRules.
            var owner = names[0].Value as INamedTypeSymbol ?? definition.ContainingType;
            return new(owner, rule, Named(own, "Tangent"), Named(own, "AdjointTangent"));
        }

        if (Foreign(definition) is { } foreign)
            return foreign;
        return HasSource(definition) || !GradientReader.IsDifferentiable(definition) ? null
            : new(definition.ContainingType, definition.Name + "Adjoint", definition.Name + "Tangent", definition.Name + "AdjointTangent");
    }

    /// <summary>True if the body of a method belongs to this compilation.</summary>
    public bool HasSource(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.FirstOrDefault() is { } syntax && compilation.ContainsSyntaxTree(syntax.SyntaxTree);

    private static string? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value as string;

    private Found? Foreign(IMethodSymbol method)
    {
        _foreign ??= All().ToLookup(pair => pair.Attribute.ConstructorArguments[1].Value as string ?? "");
        foreach (var (rule, attribute) in _foreign[method.Name])
        {
            if (attribute.ConstructorArguments[0].Value is INamedTypeSymbol type
                && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, method.ContainingType.OriginalDefinition) && Fits(rule, method))
            {
                return new(rule.ContainingType, rule.Name, Named(attribute, "Tangent"), Named(attribute, "AdjointTangent"));
            }
        }

        return null;
    }

    /// <summary>True if a rule is for this overload: it has parameters of the same names and types.</summary>
    private static bool Fits(IMethodSymbol rule, IMethodSymbol method) => rule.Arity == method.Arity && rule.Parameters.All(p =>
        p.RefKind != RefKind.None || method.Parameters.All(m => m.Name != p.Name || rule.Arity > 0 || SymbolEqualityComparer.Default.Equals(m.Type, p.Type)));

    private IEnumerable<(IMethodSymbol Rule, AttributeData Attribute)> All()
    {
        var assemblies = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(a => a.Name == Names.Library || a.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == Names.Library)))
            .Append(compilation.Assembly);
        return assemblies.SelectMany(assembly => Types(assembly.GlobalNamespace)).SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
            .SelectMany(method => method.GetAttributes()
                .Where(a => a.AttributeClass.MetadataName() == Names.DerivativeOf && a.ConstructorArguments.Length == 2).Select(a => (method, a)));
    }

    private IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space)
    {
        cancellation.ThrowIfCancellationRequested();
        return space.GetTypeMembers().SelectMany(WithInner).Concat(space.GetNamespaceMembers().SelectMany(Types));
    }

    private static IEnumerable<INamedTypeSymbol> WithInner(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(WithInner).Append(type);
}
