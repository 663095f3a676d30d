using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Gradients.Lowering;

/// <summary>Stops the compilation of a method: its gradient cannot be proven right.</summary>
/// <param name="place">The expression.</param>
/// <param name="problem">What it is, and the remedy as an imperative.</param>
internal sealed class Refusal(Location? place, string problem) : Exception(problem)
{
    public Location? Place { get; } = place;
}
