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

    public ArrayVariable? Point { get; set; }

    /// <summary>The array that receives the gradient, if the routine computes one.</summary>
    public ArrayVariable? Gradient { get; set; }

    public Value? Result { get; set; }

    /// <summary>The number of lanes that derivatives take; 0 if no value is in lanes.</summary>
    public int Directions { get; set; }
}
