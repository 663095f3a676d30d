using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads one tensor of a layout: a partial property with <c>[Tensor]</c>.</summary>
internal static class LayoutTensorReader
{
    public static LayoutTensorModel? Read(
        IPropertySymbol property, string precision, Reporter reporter, CancellationToken cancellation)
    {
        var location = property.Locations.FirstOrDefault();
        if (property.Type.TypeKind == TypeKind.Error || property is { GetMethod: null, SetMethod: null } || property.Name.Length == 0
            || DimensionsOf(property) is not { } dimensions)
        {
            reporter.Fail();
            return null;
        }

        string? name = NameOf(property), group = GroupOf(property);
        if ((Objection(property, precision) ?? Objection(name, group)) is { } objection)
        {
            reporter.Error(Descriptors.UnusableTensor, location, property.Name, objection);
            return null;
        }

        var element = ((INamedTypeSymbol)property.Type).TypeArguments[0];
        if (element.ToDisplayString() is var other && other != precision)
        {
            reporter.Error(
                Descriptors.TensorElement, location, property.Name, other, property.ContainingType.Name, precision,
                property.Type.Name, LayoutReader.Attribute(other == "double" ? other : "float"));
            return null;
        }

        bool isDocumented = !string.IsNullOrWhiteSpace(property.GetDocumentationCommentXml(cancellationToken: cancellation));
        var syntax = (PropertyDeclarationSyntax)property.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var tensor = new LayoutTensorModel(
            Names.Escape(property.Name), string.Join(" ", syntax.Modifiers.Select(modifier => modifier.Text).Distinct()),
            IsTensorSpan(property.Type), isDocumented, name, dimensions.ToEquatableArray(), group);
        if (Objection(tensor) is not { } wrong)
            return tensor;
        var attribute = AttributeOf(property)!.ApplicationSyntaxReference?.GetSyntax(cancellation);
        reporter.Error(Descriptors.TensorDimensions, attribute?.GetLocation() ?? location, property.Name, wrong);
        return null;
    }

    public static AttributeData? AttributeOf(IPropertySymbol property) =>
        property.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsLibrary("TensorAttribute"));

    /// <summary>The name in the layout: the given one, or that of the property.</summary>
    public static string NameOf(IPropertySymbol property) => AttributeOf(property)!.Named("Name") as string ?? property.Name;

    public static string? GroupOf(IPropertySymbol property) => AttributeOf(property)!.Named("Group") as string;

    /// <summary>The dimensions, or null if the compiler reports them.</summary>
    public static IReadOnlyList<int>? DimensionsOf(IPropertySymbol property)
    {
        var arguments = AttributeOf(property)!.ConstructorArguments;
        return arguments.Length != 1 || arguments[0].Kind != TypedConstantKind.Array ? null
            : arguments[0].IsNull ? []
            : arguments[0].Values.All(value => value.Value is int) ? [.. arguments[0].Values.Select(value => (int)value.Value!)]
            : null;
    }

    private static string? Objection(IPropertySymbol property, string precision)
    {
        string example = $"[Tensor(…)] public partial Span<{precision}> {Names.Escape(property.Name)} {{ get; }}";
        return property switch
        {
            { IsIndexer: true } => "it is an indexer: write a property with a name",
            { IsStatic: true } => "it is static, but each object of the layout has its own tensors: leave static out",
            { SetMethod: not null } =>
                "it has a setter, but a tensor cannot be replaced: write { get; }, which returns a writable span",
            { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => $"it is a reference: write {example}",
            _ when !IsSpan(property.Type) && !IsTensorSpan(property.Type) =>
                $"its type is {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}: write Span<{precision}>, "
                + $"or TensorSpan<{precision}> (System.Numerics.Tensors), which has the shape",
            { IsPartialDefinition: false } => $"it is not partial, so the generated half cannot complete it: write {example}",
            _ when IsTaken(property) =>
                $"the generated half has another {property.Name}: rename the property, and write [Tensor(…, Name = \"{property.Name}\")] to "
                + "keep the name of the tensor",
            _ => null,
        };
    }

    private static string? Objection(string name, string? group)
    {
        if (name.Length == 0 || name.Any(char.IsControl))
            return "its Name is empty or has control characters: leave it out, or give another one";
        if (name == "__metadata__")
            return "checkpoints keep their metadata under the name '__metadata__': give another Name";
        if (HasLoneSurrogate(name) || HasLoneSurrogate(group ?? ""))
            return "its Name or its Group has half of a surrogate pair, which no file can store: give another one";
        bool isNamed = group is null
            || (group.Length > 0 && group.Trim() == group && group[0] != '!' && !group.Any(c => c == ',' || char.IsControl(c)));
        return isNamed
            ? null
            : $"no mask can name its group \"{group}\": leave Group out, or give a name without commas, a leading '!' and "
                + "surrounding spaces";
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return true;
        }

        return false;
    }

    private static string? Objection(LayoutTensorModel tensor) => tensor switch
    {
        { Dimensions.Count: 0 } => "has no dimensions: write the number of elements, [Tensor(1)] for a single number",
        _ when tensor.Dimensions.Any(dimension => dimension < 1) =>
            $"has the dimensions {tensor.Shape}: each must be at least 1",
        { Length: > int.MaxValue } =>
            $"has the dimensions {tensor.Shape}, more than the {int.MaxValue} elements that a span can have: split it into several",
        _ => null,
    };

    /// <summary>True if the base class of the generated half has a member of this name.</summary>
    private static bool IsTaken(IPropertySymbol property)
    {
        var parent = AttributeOf(property)!.AttributeClass!.ContainingAssembly.GetTypeByMetadataName("SamFast.Parameters`1");
        for (; parent is not null; parent = parent.BaseType)
        {
            if (parent.MemberNames.Contains(property.Name))
                return true;
        }

        return false;
    }

    private static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1 } && type.FullName() == "System.Span";

    private static bool IsTensorSpan(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1 } && type.FullName() == "System.Numerics.Tensors.TensorSpan";
}
