namespace SamFast.Runtime;

/// <summary>The partition of the parameters into tiles. It is a function of the tensors' lengths alone, so that sums do not
/// depend on the number of threads.</summary>
internal sealed class Tiling
{
    /// <summary>Parameters in a tile; the last one of a tensor may have fewer.</summary>
    internal const int TileLength = 4096;

    /// <param name="tensors">The lengths of the tensors, in the order of the flat vector.</param>
    /// <param name="block">Parameters in 64 bytes.</param>
    internal Tiling(ReadOnlySpan<int> tensors, int block)
    {
        FirstTile = new int[tensors.Length + 1];
        for (int tensor = 0; tensor < tensors.Length; tensor++)
            FirstTile[tensor + 1] = FirstTile[tensor] + (int)((tensors[tensor] + (long)TileLength - 1) / TileLength);

        Ranges = GC.AllocateArray<Range>(FirstTile[^1], pinned: true);
        long start = 0, slotStart = 0;
        for (int tensor = 0; tensor < tensors.Length; tensor++)
        {
            for (int tile = FirstTile[tensor], done = 0; tile < FirstTile[tensor + 1]; tile++, done += TileLength)
            {
                Ranges[tile] = new Range(
                    (nint)start + done, (nint)slotStart + done, tensors[tensor] - done, tensor, FirstTile[tensor + 1], done);
            }

            start += tensors[tensor];
            slotStart += ((long)tensors[tensor] + block - 1) / block * block;
        }

        Lengths = tensors.ToArray();
        ParameterCount = checked((int)start);
        SlotLength = (nint)slotStart;
    }

    /// <summary>The lengths of the tensors.</summary>
    internal int[] Lengths { get; }

    /// <summary>The tiles in order; pinned.</summary>
    internal Range[] Ranges { get; }

    /// <summary>The first tile of each tensor, and the number of tiles.</summary>
    internal int[] FirstTile { get; }

    /// <summary>All tensors together.</summary>
    internal int ParameterCount { get; }

    /// <summary>Elements of a state vector: each tensor padded to whole blocks.</summary>
    internal nint SlotLength { get; }

    /// <param name="Start">Its first parameter in the flat vector.</param>
    /// <param name="SlotStart">Its first element in a state vector.</param>
    /// <param name="Rest">The number of parameters of its tensor from this one on.</param>
    /// <param name="Tensor">The tensor it belongs to.</param>
    /// <param name="TensorEnd">The first tile of the next tensor.</param>
    /// <param name="Offset">Its first parameter in that tensor.</param>
    internal readonly record struct Range(nint Start, nint SlotStart, int Rest, int Tensor, int TensorEnd, nint Offset)
    {
        /// <summary>The number of its parameters.</summary>
        internal int Length => Math.Min(TileLength, Rest);
    }
}
