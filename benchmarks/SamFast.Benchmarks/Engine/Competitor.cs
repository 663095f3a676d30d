using System.Numerics;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Engine;

/// <summary>One way to take a workload's step.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Bytes">Bytes of whole-size vectors that it reads and writes per parameter and step.</param>
/// <param name="Create">Makes it, or returns null where it cannot compete.</param>
internal sealed record Competitor<T>(string Name, int Bytes, Func<Room<T>, Step<T>?> Create)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether its parameters must come out as SamFast's.</summary>
    public bool ComputesTheSame { get; init; } = true;
}
