using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

/// <summary>The partition of the parameters into tiles. It is a function of the tensors' lengths alone, so that sums do not
/// depend on the number of threads.</summary>
internal sealed unsafe class Tiling
{
    /// <summary>Parameters in a tile; the last one of a tensor may have fewer.</summary>
    internal const int TileLength = 4096;

    private const int LineBytes = 64;

    private readonly Range[] _ranges;

    /// <param name="tensors">The lengths of the tensors, in the order of the flat vector.</param>
    /// <param name="block">Parameters in 64 bytes.</param>
    internal Tiling(ReadOnlySpan<int> tensors, int block)
    {
        FirstTile = new int[tensors.Length + 1];
        for (int tensor = 0; tensor < tensors.Length; tensor++)
            FirstTile[tensor + 1] = FirstTile[tensor] + (int)((tensors[tensor] + (long)TileLength - 1) / TileLength);

        _ranges = GC.AllocateArray<Range>(FirstTile[^1] + 1, pinned: true);
        long start = 0, slotStart = 0;
        for (int tensor = 0; tensor < tensors.Length; tensor++)
        {
            for (int tile = FirstTile[tensor], done = 0; tile < FirstTile[tensor + 1]; tile++, done += TileLength)
            {
                ref var range = ref _ranges[tile];
                range.Start = (nint)start + done;
                range.Places[Range.InFlat] = range.Start * (LineBytes / block);
                range.SlotStart = (nint)slotStart + done;
                range.Rest = tensors[tensor] - done;
                range.Tensor = tensor;
                range.Number = tile;
                range.Ends[(int)TileMerging.None] = tile + 1;
                range.Ends[(int)TileMerging.Tensors] = FirstTile[tensor + 1];
            }

            start += tensors[tensor];
            slotStart += ((long)tensors[tensor] + block - 1) / block * block;
        }

        _ranges[^1].Start = (nint)start;
        Lengths = tensors.ToArray();
        ParameterCount = checked((int)start);
        SlotLength = (nint)slotStart;
        FindRuns();
    }

    /// <summary>The lengths of the tensors.</summary>
    internal int[] Lengths { get; }

    /// <summary>The tiles in order.</summary>
    internal Span<Range> Ranges => _ranges.AsSpan(0, _ranges.Length - 1);

    /// <summary>The first tile; pinned. After the last one, there is a range that begins where all others end.</summary>
    internal Range* First => (Range*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_ranges));

    /// <summary>The first tile of each tensor, and the number of tiles.</summary>
    internal int[] FirstTile { get; }

    /// <summary>All tensors together.</summary>
    internal int ParameterCount { get; }

    /// <summary>Elements of a state vector: each tensor padded to whole blocks.</summary>
    internal nint SlotLength { get; }

    /// <summary>Sets the addresses of separate tensors.</summary>
    internal void Place<T>(TensorBuffers<T> tensors) where T : unmanaged
    {
        foreach (ref var range in Ranges)
        {
            nint offset = (nint)(range.Places[Range.InFlat] - _ranges[FirstTile[range.Tensor]].Places[Range.InFlat]);
            range.Places[Range.InParameters] = (nint)tensors.Parameters(range.Tensor) + offset;
            range.Places[Range.InGradients] = (nint)tensors.Gradients(range.Tensor) + offset;
        }

        FindRuns();
    }

    /// <summary>Finds the tiles that follow each other without a gap.</summary>
    private void FindRuns()
    {
        for (int tile = _ranges.Length - 2; tile >= 0; tile--)
        {
            ref var range = ref _ranges[tile];
            ref var next = ref _ranges[tile + 1];
            bool joins = tile < _ranges.Length - 2 && next.SlotStart - range.SlotStart == next.Start - range.Start;
            range.Ends[(int)TileMerging.Runs] = joins ? next.Ends[(int)TileMerging.Runs] : tile + 1;
            long bytes = next.Places[Range.InFlat] - range.Places[Range.InFlat];
            joins = joins && next.Parameters - range.Parameters == bytes && next.Gradients - range.Gradients == bytes;
            range.Ends[(int)TileMerging.ScatteredRuns] = joins ? next.Ends[(int)TileMerging.ScatteredRuns] : tile + 1;
        }
    }

    /// <summary>A tile.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Range
    {
        /// <summary>The first of its parameters in a flat vector, as an offset in bytes; and the addresses of its parameters and
        /// of its gradient in separate tensors.</summary>
        internal const int InFlat = 0, InParameters = 1, InGradients = 2;

        /// <summary>The position of the ends, in integers.</summary>
        internal const int FirstEnd = 6;

        /// <summary>Where it begins in these.</summary>
        internal fixed long Places[3];

        /// <summary>The first tile that is not merged with it, for each kind of <see cref="TileMerging"/>.</summary>
        internal fixed int Ends[4];

        /// <summary>The first of its parameters.</summary>
        internal nint Start;

        /// <summary>Its first element in a state vector.</summary>
        internal nint SlotStart;

        /// <summary>Its own number.</summary>
        internal int Number;

        /// <summary>The tensor it belongs to.</summary>
        internal int Tensor;

        /// <summary>The number of parameters of its tensor from this one on.</summary>
        internal int Rest;

        /// <summary>The number of its parameters.</summary>
        internal readonly int Length => Math.Min(TileLength, Rest);

        internal readonly nint Parameters => (nint)Places[InParameters];

        internal readonly nint Gradients => (nint)Places[InGradients];
    }
}

/// <summary>The tiles that a sweep does in one loop.</summary>
internal enum TileMerging
{
    /// <summary>Each alone: measures are taken per tile.</summary>
    None,

    /// <summary>Those of a tensor.</summary>
    Tensors,

    /// <summary>Those without a gap between them: only a tensor whose length is not a multiple of a block leaves one in the state
    /// vectors.</summary>
    Runs,

    /// <summary>Those without a gap there or between separate tensors.</summary>
    ScatteredRuns,
}
