namespace SamFast.Benchmarks.Engine;

/// <summary>A step that can be taken many times.</summary>
/// <remarks>The loops are fully optimized from their first call on, for all competitors: a profile of the first
/// competitor would be in favour of it.</remarks>
internal interface IRepetition
{
    void Repeat(int count);
}
