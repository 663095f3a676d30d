using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>Reads a declared layout into its model, and reports its mistakes.</summary>
internal static class LayoutReader
{
    /// <returns>The model, or null if the reporter has errors.</returns>
    public static LayoutModel? Read(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        var location = type.Locations.FirstOrDefault();
        if (TypeReader.Read(type, Names.Parameters, reporter, cancellation) is not { } model)
            return null;
        if (Objection(type) is { } objection)
            reporter.Error(Descriptors.UnusableLayout, location, type.Name, objection);
        if (reporter.HasErrors || Precision(type) is not { } precision)
        {
            reporter.Fail();
            return null;
        }

        var tensors = new List<LayoutTensorModel>();
        long start = 0;
        foreach (var property in Properties(type))
        {
            if (LayoutTensorReader.Read(property, precision, reporter, cancellation) is not { } tensor)
                continue;
            CheckName(tensor, property, tensors, reporter);
            start += tensor.Length;
            if (start > int.MaxValue && start - tensor.Length <= int.MaxValue)
            {
                reporter.Error(Descriptors.TensorDimensions, property.Locations.FirstOrDefault(), property.Name,
                    $"makes the flat vector longer than the {int.MaxValue} elements that a span can have: declare several layouts, "
                    + "or step separate tensors, as TensorBuffers<T>");
            }

            tensors.Add(tensor);
        }

        return reporter.HasErrors ? null : new LayoutModel(model, precision, tensors.ToEquatableArray());
    }

    /// <summary>Reports the tensors of a class that is no layout.</summary>
    public static LayoutModel? Refuse(INamedTypeSymbol type, Reporter reporter, CancellationToken cancellation)
    {
        if (FirstTensor(type) is { } tensor)
            reporter.Error(Descriptors.TensorWithoutLayout, tensor.Locations.FirstOrDefault(), tensor.Name, type.Name);
        return null;
    }

    /// <summary>The first tensor of a class; null if it has none.</summary>
    public static IPropertySymbol? FirstTensor(INamedTypeSymbol type) => Properties(type).FirstOrDefault();

    /// <summary>The tensors of a layout, which may be of another assembly: their names, and their groups.</summary>
    public static IReadOnlyList<(string Name, string? Group)> Tensors(INamedTypeSymbol type) => Known(type) ??
        [.. Properties(type).Select(property => (LayoutTensorReader.NameOf(property), LayoutTensorReader.GroupOf(property)))];

    /// <summary>The tensors that the generated half of a layout in another assembly lists: internal properties cannot be seen.</summary>
    private static IReadOnlyList<(string Name, string? Group)>? Known(INamedTypeSymbol type)
    {
        if (type.DeclaringSyntaxReferences.Length > 0
            || type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsLibrary("TensorGroupsAttribute")) is not { ConstructorArguments.Length: 2 } known)
            return null;
        return [.. known.ConstructorArguments[0].Values.Zip(known.ConstructorArguments[1].Values, (name, group) => ((string)name.Value!, group.Value as string))];
    }

    /// <summary>The type of the elements, or null if no layout can have it.</summary>
    public static string? Precision(INamedTypeSymbol type) => ElementType(type)?.SpecialType switch
    {
        null or SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        _ => null,
    };

    /// <summary>The attribute for layouts of a type.</summary>
    public static string Attribute(string precision) => precision == "float" ? "[Layout]" : $"[Layout<{precision}>]";

    /// <summary>The properties that are tensors.</summary>
    public static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IPropertySymbol>().Where(property => LayoutTensorReader.AttributeOf(property) is not null);

    private static ITypeSymbol? ElementType(INamedTypeSymbol type) =>
        type.GetAttributes().First(a => a.AttributeClass.IsLayout()).AttributeClass!.TypeArguments.FirstOrDefault();

    private static string? Objection(INamedTypeSymbol type)
    {
        var attributes = type.GetAttributes();
        if (attributes.Any(a => a.AttributeClass.IsDeclaration()))
            return "it is an optimizer as well: declare a class for the tensors and another one for the optimizer";
        if (attributes.Count(a => a.AttributeClass.IsLayout()) > 1)
            return "it is declared twice, with [Layout] and [Layout<T>]: keep one";
        if (ElementType(type) is { TypeKind: not TypeKind.Error } element && Precision(type) is null)
            return $"optimizers do not work on {element.ToDisplayString()}: write [Layout] for float, or [Layout<double>]";
        if (!Properties(type).Any())
            return "it has no tensors: add some, such as [Tensor(64, 32)] public partial TensorSpan<float> Weights { get; }";
        return Properties(type).SelectMany(property => property.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>()).Distinct().Count() > 1
            ? "its tensors are spread over several partial declarations, whose order is undefined: put them all on one"
            : null;
    }

    private static void CheckName(
        LayoutTensorModel tensor, IPropertySymbol property, IEnumerable<LayoutTensorModel> others, Reporter reporter)
    {
        var same = others.FirstOrDefault(other => string.Equals(other.Name, tensor.Name, StringComparison.OrdinalIgnoreCase));
        if (same is null)
            return;
        string but = same.Name == tensor.Name ? "" : $" but for the case of its letters ('{same.Name}')";
        reporter.Error(
            Descriptors.TensorTwice, property.Locations.FirstOrDefault(), property.Name, tensor.Name, same.Property, but,
            string.Join(", ", tensor.Dimensions));
    }
}
