namespace SamFast.Generators.Gradients.Ir;

/// <summary>A function of numbers with its partial derivatives.</summary>
/// <param name="Name">Its name in <c>Math</c>.</param>
/// <param name="Partial">Builds the partial derivative by one of its arguments, from the arguments and the result; null if it is 0.</param>
/// <param name="Lanes">Its name among the functions of lanes, or null if it has no vector form.</param>
internal sealed record Function(string Name, Func<Builder, Value[], Value, int, Value?> Partial, string? Lanes = null)
{
    /// <summary>True if it is worth keeping its result rather than computing it again.</summary>
    public bool IsExpensive { get; init; } = true;

    /// <summary>True if a method computes it for two numbers at once.</summary>
    public bool HasPair { get; init; }

    /// <summary>The method that computes it in generated code, where it is not that of <c>Math</c>.</summary>
    public string? Method { get; init; }
}
