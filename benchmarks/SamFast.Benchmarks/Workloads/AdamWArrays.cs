using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Workloads;

/// <summary>AdamW with parameters and gradients in arrays of the garbage collector.</summary>
internal sealed class AdamWArrays : AdamWFloat
{
    public override string Name => "adamw-arrays";

    public override string Title => "AdamW, plain arrays";

    public override Placement Placement => Placement.Arrays;
}
