using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Declarations;

/// <summary>The options of an [Optimizer] that apply to its whole chain.</summary>
/// <param name="IsFast">True if its arithmetic may be approximate.</param>
/// <param name="IsDouble">True if its parameters are double.</param>
/// <param name="FlushBelow">The magnitude below which its slots are flushed to 0; 0 if none is.</param>
/// <param name="Freeze">The groups whose tensors it does not change; null if there are none.</param>
/// <param name="IsFlat">True if measures of each tensor are taken over all parameters.</param>
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
                FlushRules.Of(optimizer),
                optimizer.Named("Freeze") as string,
                optimizer.Named("Flatten") is true)
            : Default;
}
