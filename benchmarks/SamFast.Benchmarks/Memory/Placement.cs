namespace SamFast.Benchmarks.Memory;

/// <summary>Where vectors lie.</summary>
internal enum Placement
{
    /// <summary>In pages of their own, each 512 bytes further into them than the one before: what suits every loop.
    /// </summary>
    Pages,

    /// <summary>Wherever the garbage collector puts a new array.</summary>
    Arrays,
}
