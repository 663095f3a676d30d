using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads which layout an optimizer is declared for, and compares its groups with those that the chains
/// name.</summary>
internal static class KnownLayoutReader
{
    private const string Property = "Layout";

    /// <param name="type">The optimizer.</param>
    /// <param name="chains">Its chains, and before them those of its operands, by their classes.</param>
    /// <returns>The layout; null if there is none, or if the reporter has errors.</returns>
    public static KnownLayoutModel? Read(
        INamedTypeSymbol type, string precision, IReadOnlyList<(INamedTypeSymbol Owner, ChainModel Chain)> chains, Reporter reporter,
        CancellationToken cancellation)
    {
        var location = type.Locations.FirstOrDefault();
        var given = Given(type, chains.Select(c => c.Owner), reporter);
        if (reporter.HasErrors || given.Count == 0)
            return null;

        var (owner, named) = given[0];
        bool isElsewhere = !SymbolEqualityComparer.Default.Equals(owner, type);
        var at = isElsewhere ? location : Argument(type)?.GetLocation() ?? location;
        if (named is not INamedTypeSymbol layout || !layout.GetAttributes().Any(a => a.AttributeClass.IsLayout()))
        {
            Report(isElsewhere, reporter).Error(
                Descriptors.NotALayout, at, type.Name, named.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                OperandRules.CanBeDeclared(named, type)
                    ? $"declare 'partial class {named.Name}' with [Layout] and tensors, or leave Layout out"
                    : "name a class that is declared with [Layout], or leave Layout out");
            return null;
        }

        var other = given.FirstOrDefault(other => !SymbolEqualityComparer.Default.Equals(other.Layout, layout));
        if (other.Layout is { } second)
        {
            reporter.Error(Descriptors.SeveralLayouts, at, owner.Name, layout.Name, other.Owner.Name, second.Name);
        }
        else if (IsWrong(layout, cancellation))
        {
            reporter.Fail();
        }
        else if (LayoutReader.Precision(layout) is { } elements && elements != precision)
        {
            Report(isElsewhere, reporter).Error(
                Descriptors.LayoutPrecision, at, type.Name, precision, layout.Name, elements,
                precision == "float" ? "[Layout]" : "[Layout<double>]", elements == "float" ? "[Optimizer]" : "[Optimizer<double>]");
        }
        else
        {
            foreach (var (name, chain) in chains)
            {
                bool reportsItself = !SymbolEqualityComparer.Default.Equals(name, type) && LayoutOf(name).Value is not null;
                if (!reporter.HasErrors)
                    Check(chain, name.Name, layout, Report(reportsItself, reporter), location);
            }
        }

        return reporter.HasErrors ? null : new KnownLayoutModel(layout.FromRoot(), Access(layout, type));
    }

    /// <summary>The layout that an optimizer's attribute names.</summary>
    private static TypedConstant LayoutOf(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsOptimizer())?.NamedArguments
            .FirstOrDefault(a => a.Key == Property).Value ?? default;

    /// <summary>The layouts that a class and its operands name, with those who do.</summary>
    private static List<(INamedTypeSymbol Owner, ITypeSymbol Layout)> Given(
        INamedTypeSymbol type, IEnumerable<INamedTypeSymbol> operands, Reporter reporter)
    {
        var given = new List<(INamedTypeSymbol Owner, ITypeSymbol Layout)>();
        foreach (var owner in operands.Prepend(type).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            var constant = LayoutOf(owner);
            if (constant is { Kind: TypedConstantKind.Type, Value: ITypeSymbol { TypeKind: not TypeKind.Error } layout })
                given.Add((owner, layout));
            else if (constant.Kind == TypedConstantKind.Type ? constant.Value is not null : constant.Type is not null)
                reporter.Fail();
        }

        return given;
    }

    private static AttributeArgumentSyntax? Argument(INamedTypeSymbol type) =>
        type.GetAttributes().Where(a => a.AttributeClass.IsOptimizer())
            .Select(a => (a.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList).FirstOrDefault()?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == Property);

    /// <summary>True if a layout of this compilation has mistakes, which are reported at its declaration.</summary>
    private static bool IsWrong(INamedTypeSymbol layout, CancellationToken cancellation) =>
        layout.DeclaringSyntaxReferences.Length > 0 && LayoutReader.Read(layout, new Reporter(), cancellation) is null;

    /// <summary>A reporter that drops mistakes which are reported elsewhere.</summary>
    private static Reporter Report(bool isElsewhere, Reporter reporter) =>
        isElsewhere ? new Reporter(_ => reporter.Fail()) : reporter;

    private static void Check(ChainModel chain, string name, INamedTypeSymbol layout, Reporter reporter, Location? location)
    {
        var tensors = LayoutReader.Tensors(layout);
        string[] groups = [.. tensors.Select(t => t.Group).OfType<string>().Distinct()];
        if (chain.Groups.Except(groups).FirstOrDefault() is { } unknown)
        {
            reporter.Error(
                Descriptors.UnknownGroup, location, name, unknown, WhoNames(chain, unknown),
                groups.Length == 0 ? $"the tensors of '{layout.Name}' have no groups" : $"'{layout.Name}' has {Quoted(groups)}");
            return;
        }

        string[] parts = [.. chain.Parts.Select(part => part.Group)];
        if (parts.Length > 0 && tensors.FirstOrDefault(t => !parts.Contains(t.Group)) is { Name: { } left } tensor)
        {
            reporter.Error(
                Descriptors.TensorInNoPart, location, name, Quoted(parts), left, layout.Name,
                tensor.Group is null ? "no group" : $"the group '{tensor.Group}'");
        }
    }

    private static string WhoNames(ChainModel chain, string group)
    {
        if (chain.Thawed?.Groups.Contains(group) == true)
            return "Freeze";
        if (chain.Parts.Any(part => part.Group == group))
            return "[Partition]";
        return chain.AllStages.FirstOrDefault(stage => stage.Masks.Any(mask => mask.Groups.Contains(group))) is { } stage
            ? $"[{stage.GroupName}]" : "Freeze";
    }

    private static string Quoted(IEnumerable<string> groups) => string.Join(", ", groups.Select(group => $"'{group}'"));

    /// <summary>The accessibility of a method that takes the layout; null if no method can.</summary>
    public static string? Access(INamedTypeSymbol layout, INamedTypeSymbol type)
    {
        string access = "public";
        for (var current = layout; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility == Accessibility.Internal)
                access = "internal";
            else if (current.DeclaredAccessibility != Accessibility.Public)
                return IsBeside(current, type) ? access : null;
        }

        return access;
    }

    /// <summary>True if both are nested in one class, with the same accessibility.</summary>
    private static bool IsBeside(INamedTypeSymbol layout, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(layout.ContainingType, type.ContainingType)
        && layout.DeclaredAccessibility == type.DeclaredAccessibility;
}
