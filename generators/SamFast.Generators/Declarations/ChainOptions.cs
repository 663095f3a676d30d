using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>What an [Optimizer] says of its whole chain.</summary>
/// <param name="IsFast">Whether its arithmetic may be approximate.</param>
/// <param name="IsDouble">Whether its parameters are double.</param>
/// <param name="FlushBelow">The magnitude below which its slots are flushed to 0; 0 where none is.</param>
/// <param name="Freeze">The groups whose tensors it leaves alone; null where there are none.</param>
/// <param name="IsFlat">Whether measures over each tensor are over all parameters.</param>
internal sealed record ChainOptions(bool IsFast, bool IsDouble, double FlushBelow, string? Freeze, bool IsFlat)
{
    /// <summary>The precision of the arithmetic, as C#.</summary>
    public string Precision => IsFast ? "Precision.Fast" : "Precision.Exact";

    public static ChainOptions Default { get; } = new(false, false, 0, null, false);

    public static ChainOptions Of(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsOptimizer()) is { } optimizer
            ? new ChainOptions(
                optimizer.Named("Precision") is 1,
                optimizer.AttributeClass!.TypeArguments.FirstOrDefault()?.SpecialType == SpecialType.System_Double,
                FlushParser.Of(optimizer),
                optimizer.Named("Freeze") as string,
                optimizer.Named("Flatten") is true)
            : Default;
}
