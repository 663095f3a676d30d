using System.Numerics;
using System.Runtime.Intrinsics;
using SamFast.Benchmarks.Engine;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Peers;

/// <summary>The memory roofline of a workload as a competitor.</summary>
internal static class Roofline
{
    public const string Name = "roofline";

    /// <summary>A competitor for shapes of at least as many SIMD vectors as the loop moves at once. Its results are not compared. With
    /// 128-bit vectors its 512-bit operations, not the memory, decide its time: it does not compete.</summary>
    public static Competitor<T> Of<T>(int bytes, Func<Room<T>, Step<T>> create, int vectors = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Name, bytes, room => !Vector256.IsHardwareAccelerated || room.Size < vectors * Vector512<T>.Count ? null : create(room))
        {
            ComputesTheSame = false,
        };

    /// <summary>One sweep that moves the parameters and one state vector.</summary>
    public static Step<T> OneState<T>(Room<T> room) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var state = room.Take();
        return (parameters, gradients) => Streams<T>.Move(parameters, parameters, gradients, state.Span);
    }

    /// <summary>One sweep that moves the parameters and two state vectors.</summary>
    public static Step<T> TwoStates<T>(Room<T> room) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (state, squares) = (room.Take(), room.Take());
        return (parameters, gradients) =>
            Streams<T>.Move(parameters, parameters, gradients, state.Span, squares.Span);
    }
}
