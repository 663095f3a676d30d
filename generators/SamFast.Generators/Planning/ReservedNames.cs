namespace SamFast.Generators.Planning;

/// <summary>The names that generated code uses in every class.</summary>
/// <param name="Names">Names that nothing else has.</param>
/// <param name="Suffixes">Suffixes of locals that belong to a name.</param>
/// <param name="PartSuffixes">Further suffixes of locals that belong to a measure.</param>
internal sealed record ReservedNames(
    IReadOnlyList<string> Names, IReadOnlyList<string> Suffixes, IReadOnlyList<string> PartSuffixes);
