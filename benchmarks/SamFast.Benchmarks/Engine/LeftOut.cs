namespace SamFast.Benchmarks.Engine;

/// <summary>Competitors that cannot compete on this machine.</summary>
internal static class LeftOut
{
    /// <summary>The competitor and the reason.</summary>
    public static SortedSet<string> Notes { get; } = [];
}
