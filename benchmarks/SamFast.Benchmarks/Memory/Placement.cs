namespace SamFast.Benchmarks.Memory;

/// <summary>The placement of vectors in memory.</summary>
internal enum Placement
{
    /// <summary>Separate pages, staggered by 512 bytes, which is fast for every loop.</summary>
    Pages,

    /// <summary>Arrays at addresses that the garbage collector chooses.</summary>
    Arrays,
}
