using Microsoft.CodeAnalysis;
using SamFast.Generators.Emission;
using SamFast.Generators.Gradients.Ir;
using SamFast.Generators.Gradients.Lowering;
using SamFast.Generators.Gradients.Passes;
using SamFast.Generators.Symbols;
using Refusal = SamFast.Generators.Gradients.Ir.Refusal;

namespace SamFast.Generators.Gradients.Emission;

/// <summary>Writes the companions of a differentiable method of a library: methods that the gradients of other assemblies call, by the contract
/// of rules.</summary>
internal static class Companions
{
    /// <summary>True if other assemblies may call the method.</summary>
    public static bool AreWanted(IMethodSymbol method, Compilation compilation) =>
        compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && ArePossible(method)
        && IsVisible(method) && method.ContainingType.Arity == 0 && TypeReader.NotPartial(method, default) is null;

    /// <summary>True if the contract can express the signature: numbers, spans of numbers, and structs.</summary>
    private static bool ArePossible(IMethodSymbol method) => method is { IsGenericMethod: false, IsStatic: true }
        && Numbers.Of(method.ReturnType) is NumberType.Single or NumberType.Double
        && method.Parameters.All(p => p.RefKind == RefKind.None && (Numbers.Of(p.Type) is not null || Numbers.OfSpan(p.Type) is not null
            || p.Type.TypeKind == TypeKind.Struct)
            && !p.Name.EndsWith("Adjoint", StringComparison.Ordinal) && !p.Name.EndsWith("Tangent", StringComparison.Ordinal) && p.Name != "call");

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility
            is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    public static void Write(CodeWriter writer, GradientModel model, IMethodSymbol method, Func<IReadOnlyCollection<string>, Routine> lower, BodyContext context)
    {
        var all = method.Parameters.Select(p => Input.Of(p, model.Element)).OfType<Input>().ToArray();
        var inputs = Differentiable(all, Reversed);
        string[] own = [.. method.Parameters.Select(Declaration)], ownNames = [.. method.Parameters.Select(p => Names.Escape(p.Name))];
        string element = model.Element, value = "value";
        while (method.Parameters.Any(p => p.Name == value))
            value += "2";

        Document(writer, model, "Adds the adjoints of the arguments");
        var gradient = Reversed(inputs);
        DeadCode.Run(gradient);
        BodyWriter.Write(writer, new Body(model.Method + "Adjoint", "public static void",
            [.. own, $"{model.Result} resultAdjoint", .. inputs.Select(input => input.Result("Adjoint"))])
        {
            Inner =
            [
                .. own.Zip(ownNames, (p, n) => (p, n)), ($"{model.Result} resultAdjoint", "resultAdjoint"), .. inputs.Select(input => input.Inner("Adjoint")),
            ],
            Optional = [.. inputs.Where(input => input.IsSpan).Select(input => (input.Name + "Adjoint", Names.Escape(input.Name)))],
        }, gradient, element, context.Switches);

        writer.Line();
        Document(writer, model, "The tangent of the value");
        GradientBodies.Product(writer, new Body(model.Method + "Tangent", $"public static {model.Result}",
            [.. own, .. inputs.Select(input => input.Direction)])
        {
            Inner = [.. own.Zip(ownNames, (p, n) => (p, n)), .. inputs.Select(input => (input.Direction, input.Name + "Tangent")),
                ($"ref {model.Result} {value}", $"ref {value}")],
            Optional = Directions(),
            Returns = model.Result,
            Value = value,
        }, element, context, () => Tangents.OfValue(Primal(inputs), name => name + "Tangent"));

        writer.Line();
        Document(writer, model, "Adds the tangents of the adjoints of the arguments");
        GradientBodies.Product(writer, new Body(model.Method + "AdjointTangent", "public static void",
            [
                .. own, .. inputs.Select(input => input.Direction), $"{model.Result} resultAdjoint", $"{model.Result} resultAdjointTangent",
                .. inputs.Select(input => input.Result("AdjointTangent")),
            ])
        {
            Inner =
            [
                .. own.Zip(ownNames, (p, n) => (p, n)), .. inputs.Select(input => (input.Direction, input.Name + "Tangent")),
                ($"{model.Result} resultAdjoint", "resultAdjoint"), ($"{model.Result} resultAdjointTangent", "resultAdjointTangent"),
                .. inputs.Select(input => input.Inner("AdjointTangent")),
            ],
            Optional = [.. Directions(), .. inputs.Where(input => input.IsSpan).Select(input => (input.Name + "AdjointTangent", Names.Escape(input.Name)))],
        }, element, context, () => Tangents.Run(gradient, name => name + "Tangent", name => name + "Tangent"));

        Routine Primal(Input[] inputs) => lower([.. inputs.Select(input => input.Name)]);

        Routine Reversed(Input[] inputs) => Reverser.Run(Primal(inputs), name => name + "Adjoint", context.Switches, "resultAdjoint");

        (string, string)[] Directions() =>
            [.. inputs.Where(input => input.IsSpan).Select(input => (input.Name + "Tangent", Names.Escape(input.Name)))];
    }

    /// <summary>The inputs with a derivative. Data that has none, such as the labels of a loss, does not prevent that of the others.</summary>
    private static Input[] Differentiable(Input[] all, Func<Input[], Routine> reverse)
    {
        if (!IsRefused(all))
            return all;
        Input[] some = [.. all.Where(input => !IsRefused([input]))];
        return some.Length > 0 ? some : all;

        bool IsRefused(Input[] inputs)
        {
            try
            {
                reverse(inputs);
                return false;
            }
            catch (Refusal)
            {
                return true;
            }
        }
    }

    private static void Document(CodeWriter writer, GradientModel model, string summary)
    {
        writer.Doc($"<summary>{summary} of <see cref=\"{Names.Escape(model.Method)}\"/>, for gradients of other assemblies.</summary>");
        writer.Line("[System::ComponentModel.EditorBrowsable(System::ComponentModel.EditorBrowsableState.Never)]");
        FileHeader.Attributes(writer, model.Type);
    }

    private static string Declaration(IParameterSymbol parameter) =>
        $"{parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {Names.Escape(parameter.Name)}";

    /// <summary>A parameter with a derivative.</summary>
    private sealed record Input(string Name, string Element, bool IsSpan)
    {
        public static Input? Of(IParameterSymbol parameter, string element) =>
            Numbers.Of(parameter.Type) is { } number ? (Texts.Of(number) == element ? new(parameter.Name, element, false) : null)
            : Numbers.OfSpan(parameter.Type) is { IsReadOnly: true } span && span.Storage == element ? new(parameter.Name, element, true) : null;

        public string Direction => IsSpan ? $"System::ReadOnlySpan<{Element}> {Name}Tangent" : $"{Element} {Name}Tangent";

        public string Result(string suffix) => IsSpan ? $"System::Span<{Element}> {Name}{suffix}" : $"ref {Element} {Name}{suffix}";

        public (string Parameter, string Argument) Inner(string suffix) =>
            ($"System::Span<{Element}> {Name}{suffix}", IsSpan ? Name + suffix : $"new System::Span<{Element}>(ref {Name}{suffix})");
    }
}
