using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>A declared class with mistakes: the members that let it compile, so that the compiler shows the
/// mistakes and nothing that follows from them.</summary>
/// <param name="Keyword">The keyword of its declaration: <c>class</c>, <c>record</c>.</param>
/// <param name="TypeParameters">Its type parameters, as C#, or empty.</param>
/// <param name="Base">The class that it derives from, as C#; null if the user wrote one.</param>
/// <param name="Overridden">The element type of the library's class that it derives from; null if it derives from another class.</param>
/// <param name="Initializer">The initializer of a constructor, as C#; null if it is unknown.</param>
internal sealed record StandInModel(
    TypeModel Type, string Keyword, string TypeParameters, string? Base, string? Overridden, string? Initializer)
{
    /// <summary>Of an optimizer.</summary>
    public OptimizerShape? Optimizer { get; init; }

    /// <summary>True if it is a layout.</summary>
    public bool IsLayout { get; init; }

    /// <summary>The element type.</summary>
    public string Precision { get; init; } = "float";

    /// <summary>The partial properties that have no other half, as C#.</summary>
    public EquatableArray<PropertyHalf> Properties { get; init; } = EquatableArray<PropertyHalf>.Empty;

    /// <summary>The user's constructors, by the types of their parameters.</summary>
    public EquatableArray<MemberModel> Constructors { get; init; } = EquatableArray<MemberModel>.Empty;

    /// <summary>True if the language allows ref structs as type arguments.</summary>
    public bool AllowsRefStructs { get; init; } = true;
}

/// <summary>A partial property without its other half.</summary>
/// <param name="Head">Modifiers, type and name.</param>
/// <param name="Accessors">The accessors, as they are declared.</param>
internal sealed record PropertyHalf(string Head, EquatableArray<string> Accessors);

/// <summary>The members that callers of an optimizer use.</summary>
/// <param name="Hyperparameters">The names of the properties that it would have.</param>
/// <param name="Layout">The layout that it is declared for, as C#.</param>
internal sealed record OptimizerShape(StepKind Kind, bool IsAveraging, EquatableArray<string> Hyperparameters, string? Layout);

/// <summary>The arguments of a step.</summary>
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
