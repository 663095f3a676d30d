using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Stops the compilation of a product with the Hessian: a rule has no tangents.</summary>
/// <param name="place">The call.</param>
/// <param name="rule">The method without tangents.</param>
internal sealed class NoHessian(Location? place, string rule) : Exception(rule)
{
    public string Method => Message;

    /// <summary>The diagnostic for the differentiable method that calls it.</summary>
    public Diagnostic ToDiagnostic(IMethodSymbol method) =>
        Diagnostic.Create(Descriptors.NoHessianProduct, place ?? method.Locations[0], method.Name + "HessianProduct", Method);
}
