using System.Numerics;

namespace SamFast.Benchmarks.Engine;

/// <summary>Competitors that another program brings along.</summary>
internal static class Guests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Those that compete in a workload, by its name.</summary>
    public static Func<string, IEnumerable<Competitor<T>>> Invite { get; set; } = _ => [];
}
