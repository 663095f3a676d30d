using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Gradients.Ir;

/// <summary>A method as structured operations.</summary>
/// <param name="method">The user's method.</param>
internal sealed class Routine(IMethodSymbol method)
{
    public IMethodSymbol Method { get; } = method;

    public Region Top { get; } = new(null);

    /// <summary>The arrays, those of parameters first.</summary>
    public List<ArrayVariable> Arrays { get; } = [];

    /// <summary>The type of the numbers that vectors hold.</summary>
    public NumberType Element { get; set; }

    /// <summary>The arrays that depend on the parameters from the start.</summary>
    public IEnumerable<ArrayVariable> Inputs => Arrays.Where(array => array.Role == ArrayRole.Point);

    /// <summary>The arrays that receive the derivatives, by the input or by the name of the number that they belong to.</summary>
    public Dictionary<object, ArrayVariable> Derivatives { get; } = [];

    public Value? Result { get; set; }

    /// <summary>The number of lanes that derivatives take; 0 if no value is in lanes.</summary>
    public int Directions { get; set; }
}
