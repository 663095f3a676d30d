using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;

namespace SamFast.Generators.Gradients.Ir;

/// <summary>Stops the compilation of a method: its gradient cannot be proven right.</summary>
/// <param name="place">The expression.</param>
/// <param name="problem">What it is, and the remedy as an imperative.</param>
internal sealed class Refusal(Location? place, string problem) : Exception(problem)
{
    public Diagnostic ToDiagnostic(IMethodSymbol method) =>
        Diagnostic.Create(Descriptors.UnprovenGradient, place ?? method.Locations[0], method.Name, Message);
}
