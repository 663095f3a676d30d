using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Gradients;

/// <summary>The signature of a differentiable method.</summary>
/// <param name="Type">The types around it; the name is that of the method.</param>
/// <param name="Accessibility">Its accessibility, as C#.</param>
/// <param name="Element">The type of the parameters: float or double.</param>
/// <param name="Result">The type of the value.</param>
/// <param name="Point">The name of the parameter that is differentiated.</param>
/// <param name="Layout">Its type if it is a layout, as C#; null for a span.</param>
/// <param name="Data">The other parameters.</param>
/// <param name="Place">The place of its name.</param>
internal sealed record GradientModel(
    TypeModel Type, string Accessibility, string Element, string Result, string Point, string? Layout, EquatableArray<DataModel> Data, Place Place)
{
    /// <summary>True for a method that others call: it has no objective.</summary>
    public bool IsHelper { get; init; }

    /// <summary>The length of the flat vector of a layout; null for a span.</summary>
    public int? Length { get; init; }

    /// <summary>The iterations in a segment of a recurrence, from [Checkpoint]; null without.</summary>
    public int? Segment { get; init; }

    public string Method => Type.Name;

    /// <summary>All parameters, as C#.</summary>
    public IEnumerable<string> Parameters => new[] { $"System::ReadOnlySpan<{Element}> {Names.Escape(Point)}" }.Concat(Data.Select(d => d.Declaration));

    /// <summary>All parameters as arguments.</summary>
    public IEnumerable<string> Arguments => new[] { Names.Escape(Point) }.Concat(Data.Select(d => Names.Escape(d.Name)));
}

/// <summary>A parameter that is not differentiated.</summary>
/// <param name="Type">Its type, as C#.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsWorkspace">True if the method may write to it.</param>
internal sealed record DataModel(string Type, string Name, bool IsWorkspace)
{
    public string Declaration => $"{Type} {Names.Escape(Name)}";
}

/// <summary>A generated file with bodies.</summary>
/// <param name="HintName">Its name.</param>
/// <param name="Code">Its text; null if the method is refused, or is a helper that needs none.</param>
/// <param name="Mistakes">The mistakes in the method.</param>
internal sealed record GeneratedBody(string HintName, string? Code, EquatableArray<Mistake> Mistakes);

/// <summary>A differentiable method: its signature, or its mistakes.</summary>
internal sealed record GradientDeclaration(GradientModel? Model, EquatableArray<Mistake> Mistakes);
