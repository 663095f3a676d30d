using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A declared class that has mistakes: what its other half needs to compile, so that the compiler shows the
/// mistakes and nothing that follows from them.</summary>
/// <param name="Keyword">What the class is declared as: <c>class</c>, <c>record</c>.</param>
/// <param name="TypeParameters">Its type parameters, as C#, or empty.</param>
/// <param name="Base">The class that it derives from, as C#; null where the user wrote one.</param>
/// <param name="Overridden">The element type of the library's class that it derives from; null where it derives from another one.</param>
/// <param name="Initializer">What a constructor calls, as C#; null where it is not known.</param>
internal sealed record StandInModel(
    TypeModel Type, string Keyword, string TypeParameters, string? Base, string? Overridden, string? Initializer)
{
    /// <summary>Of an optimizer.</summary>
    public OptimizerShape? Optimizer { get; init; }

    /// <summary>Whether it is a layout.</summary>
    public bool IsLayout { get; init; }

    /// <summary>The element type.</summary>
    public string Precision { get; init; } = "float";

    /// <summary>The partial properties that have no other half, as C#.</summary>
    public EquatableArray<PropertyHalf> Properties { get; init; } = EquatableArray<PropertyHalf>.Empty;

    /// <summary>The user's constructors, by the types of their parameters.</summary>
    public EquatableArray<MemberModel> Constructors { get; init; } = EquatableArray<MemberModel>.Empty;

    /// <summary>Whether the language has ref structs as type arguments.</summary>
    public bool AllowsRefStructs { get; init; } = true;
}

/// <summary>A partial property without its other half.</summary>
/// <param name="Head">Modifiers, type and name.</param>
/// <param name="Accessors">The accessors, as they are declared.</param>
internal sealed record PropertyHalf(string Head, EquatableArray<string> Accessors);

/// <summary>What callers of an optimizer find.</summary>
/// <param name="Hyperparameters">The names of the properties that it would have.</param>
/// <param name="Layout">The layout that it is declared for, as C#.</param>
internal sealed record OptimizerShape(StepKind Kind, bool IsAveraging, EquatableArray<string> Hyperparameters, string? Layout);

/// <summary>What a step takes.</summary>
internal enum StepKind
{
    Plain,
    Valued,
    Consuming,
    ValuedConsuming,
    Hessian,
    TransparentSam,
    ValuedTransparentSam,
    OpaqueSam,
    Linesearch,
}
