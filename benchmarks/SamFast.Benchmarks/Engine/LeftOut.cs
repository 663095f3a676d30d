namespace SamFast.Benchmarks.Engine;

/// <summary>Competitors that cannot compete on this machine.</summary>
internal static class LeftOut
{
    /// <summary>Who, and why.</summary>
    public static SortedSet<string> Notes { get; } = [];
}
