namespace SamFast.Benchmarks.Memory;

/// <summary>Where vectors lie.</summary>
internal enum Placement
{
    /// <summary>Each at the start of a page.</summary>
    Pages,

    /// <summary>Wherever the garbage collector puts a new array.</summary>
    Arrays,
}
