namespace SamFast.Generators.Emission;

/// <summary>The names of locals and parameters in generated methods. No member and no local of a formula has one of
/// these.</summary>
internal static class Locals
{
    public const string Parameter = "parameter", Update = "update", Next = "next", Source = "source", Gradients = "gradients",
        Destination = "destination", Index = "i", Ahead = "ahead", Whole = "whole", Rest = "rest", Block = "Block",
        FlushBelow = "flushBelow";

    /// <summary>Suffixes of locals that belong to a slot, a measure or an input.</summary>
    public const string SlotSuffix = "Slot", WorkingSuffix = "Working", NextSuffix = "Next", AfterSuffix = "After", HereSuffix = "Here",
        NoiseSuffix = "Noise";

    /// <summary>Suffixes of the partial results of a measure.</summary>
    public static IReadOnlyList<string> PartSuffixes { get; } = ["0", "1", "2", "3"];

    public static IEnumerable<string> All => [];
}
