namespace SamFast.Benchmarks.Engine;

/// <summary>A step that can be taken many times.</summary>
/// <remarks>The loops are fully optimized from the first call, because a profile of the first competitor would favour it.</remarks>
internal interface IRepetition
{
    void Repeat(int count);
}
