using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Symbols;

/// <summary>The target that an attribute gives to a parameter or a property.</summary>
internal abstract record ParameterTarget
{
    private ParameterTarget()
    {
    }

    /// <summary>A hyperparameter of a transform: <c>[Sets("Trace.decay")]</c>.</summary>
    public sealed record Hyperparameter(string Transform, string Name) : ParameterTarget;

    /// <summary>The mask of a transform: <c>[SetsMask("Trace")]</c>.</summary>
    public sealed record Mask(string Transform) : ParameterTarget;

    /// <summary>A transform that a flag keeps, and the one that it keeps otherwise: <c>[Chooses("A", "B")]</c>, or
    /// <c>[Includes("A")]</c> without the second.</summary>
    public sealed record Choice(string IfTrue, string? IfFalse) : ParameterTarget;

    /// <summary>An optional kernel of the same transform: <c>[Enables("ShouldReset")]</c>.</summary>
    public sealed record Kernel(string Name) : ParameterTarget;

    /// <summary>The target of a parameter or a property, or null.</summary>
    public static ParameterTarget? Of(ISymbol symbol) => symbol.GetAttributes().Select(Of).FirstOrDefault(target => target is not null);

    private static ParameterTarget? Of(AttributeData attribute)
    {
        string[] arguments = [.. attribute.ConstructorArguments.Select(a => a.Kind == TypedConstantKind.Primitive ? a.Value as string ?? "" : "")];
        if (arguments.Length == 0 || attribute.AttributeClass is not { } type || !type.IsLibrary(type.Name))
            return null;
        return type.Name switch
        {
            "SetsAttribute" => Parse(arguments[0]),
            "SetsMaskAttribute" => new Mask(arguments[0]),
            "IncludesAttribute" => new Choice(arguments[0], null),
            "ChoosesAttribute" when arguments.Length == 2 => new Choice(arguments[0], arguments[1]),
            "EnablesAttribute" => new Kernel(arguments[0]),
            _ => null,
        };
    }

    private static Hyperparameter Parse(string path)
    {
        string[] parts = path.Split(['.'], 2);
        return new Hyperparameter(parts[0], parts.Length == 2 ? parts[1] : "");
    }
}
