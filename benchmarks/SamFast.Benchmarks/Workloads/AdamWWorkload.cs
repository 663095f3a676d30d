using System.Numerics;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Peers;
using SamFast.Benchmarks.Steps;

namespace SamFast.Benchmarks.Workloads;

/// <summary>AdamW in either precision; in float, 28 bytes per parameter.</summary>
internal abstract class AdamWWorkload<T> : Workload<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override unsafe int Bytes => 7 * sizeof(T);

    protected override IEnumerable<Competitor<T>> Peers =>
    [
        Roofline.Of<T>(Bytes, Roofline.TwoStates),
        new("scalar", Bytes, room => new AdamW.Scalar<T>(room).Step),
        new("tensors", Bytes * 22 / 7, room => new AdamW.WholeArrays<T>(room, room.Size).Step),
        new("tensors-blocks", Bytes, room => new AdamW.WholeArrays<T>(room, Blocks.Size).Step),
        .. NativeLoop<T>.Competitors("adamw", states: 2, Bytes),
    ];
}
