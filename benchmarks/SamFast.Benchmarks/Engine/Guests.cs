using System.Numerics;

namespace SamFast.Benchmarks.Engine;

/// <summary>Competitors from another program.</summary>
internal static class Guests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The guests of a workload, by its name.</summary>
    public static Func<string, IEnumerable<Competitor<T>>> Invite { get; set; } = _ => [];
}
