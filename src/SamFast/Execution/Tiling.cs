namespace SamFast;

/// <summary>How the parameters are cut into tiles: a function of the segments' lengths alone, so that sums do not depend
/// on who computes them.</summary>
internal sealed class Tiling
{
    /// <summary>Parameters in a tile; the last one of a segment may have fewer.</summary>
    internal const int TileLength = 4096;

    /// <param name="segments">The lengths of the segments, in the order of the flat vector.</param>
    /// <param name="block">Parameters in 64 bytes.</param>
    internal Tiling(ReadOnlySpan<int> segments, int block)
    {
        FirstTile = new int[segments.Length + 1];
        for (int segment = 0; segment < segments.Length; segment++)
            FirstTile[segment + 1] = FirstTile[segment] + (int)((segments[segment] + (long)TileLength - 1) / TileLength);

        Ranges = GC.AllocateArray<Range>(FirstTile[^1], pinned: true);
        long start = 0, slotStart = 0;
        for (int segment = 0; segment < segments.Length; segment++)
        {
            for (int tile = FirstTile[segment], done = 0; tile < FirstTile[segment + 1]; tile++, done += TileLength)
            {
                Ranges[tile] = new Range(
                    (nint)start + done, (nint)slotStart + done, segments[segment] - done, segment, FirstTile[segment + 1], done);
            }

            start += segments[segment];
            slotStart += ((long)segments[segment] + block - 1) / block * block;
        }

        Lengths = segments.ToArray();
        ParameterCount = checked((int)start);
        SlotLength = (nint)slotStart;
    }

    /// <summary>The lengths of the segments.</summary>
    internal int[] Lengths { get; }

    /// <summary>The tiles in order; pinned.</summary>
    internal Range[] Ranges { get; }

    /// <summary>The first tile of each segment, and the number of tiles.</summary>
    internal int[] FirstTile { get; }

    /// <summary>All segments together.</summary>
    internal int ParameterCount { get; }

    /// <summary>Elements of a state vector: each segment padded to whole blocks.</summary>
    internal nint SlotLength { get; }

    /// <param name="Start">Its first parameter in the flat vector.</param>
    /// <param name="SlotStart">Its first element in a state vector.</param>
    /// <param name="Rest">How many parameters its segment has from here on.</param>
    /// <param name="Segment">The segment it belongs to.</param>
    /// <param name="SegmentEnd">The first tile of the next one.</param>
    /// <param name="Offset">Its first parameter in that segment.</param>
    internal readonly record struct Range(nint Start, nint SlotStart, int Rest, int Segment, int SegmentEnd, nint Offset)
    {
        /// <summary>How many parameters it has.</summary>
        internal int Length => Math.Min(TileLength, Rest);
    }
}
