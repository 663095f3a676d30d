using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Parsing;

/// <summary>What an [Optimizer] says of its whole chain.</summary>
/// <param name="Precision">The precision of its arithmetic, as C#.</param>
internal sealed record ChainOptions(string Precision)
{
    public static ChainOptions Default { get; } = new("Precision.Exact");

    public static ChainOptions Of(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsOptimizer())?.Named("Precision") is 1
            ? new ChainOptions("Precision.Fast")
            : Default;
}
