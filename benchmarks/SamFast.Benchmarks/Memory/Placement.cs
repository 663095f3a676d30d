namespace SamFast.Benchmarks.Memory;

/// <summary>Placement of vectors.</summary>
internal enum Placement
{
    /// <summary>Separate pages, staggered by 512 bytes, which suits every loop.
    /// </summary>
    Pages,

    /// <summary>Wherever the garbage collector puts a new array.</summary>
    Arrays,
}
