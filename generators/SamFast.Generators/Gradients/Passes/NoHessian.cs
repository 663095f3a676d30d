using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Gradients.Passes;

/// <summary>Stops the compilation of a product with the Hessian: a rule has no tangents.</summary>
/// <param name="place">The call.</param>
/// <param name="method">The method without tangents.</param>
internal sealed class NoHessian(Location? place, string method) : Exception(method)
{
    public Location? Place { get; } = place;

    public string Method { get; } = method;
}
