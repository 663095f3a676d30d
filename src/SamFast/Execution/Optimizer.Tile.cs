using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public abstract partial class Optimizer<T>
{
    /// <summary>The unit of work: the same range of the parameters, the gradient and the state. Fixed by the number of
    /// parameters alone, so that sums do not depend on who computes them.</summary>
    protected readonly ref struct Tile
    {
        /// <summary>Parameters in a tile; the last one may have fewer.</summary>
        internal const int Capacity = 4096;

        private readonly ref T _state;
        private readonly nuint _stride;
        private readonly Span<double> _partials;

        internal Tile(
            ref T source, ref T gradients, ref T destination, ref T state, nuint stride, int start, int length,
            Span<double> partials)
        {
            Source = ref Unsafe.Add(ref source, start);
            Gradients = ref Unsafe.Add(ref gradients, start);
            Destination = ref Unsafe.Add(ref destination, start);
            _state = ref Unsafe.Add(ref state, start);
            _stride = stride;
            _partials = partials;
            Rest = length & (Vector512<T>.Count - 1);
            Whole = (nuint)(length - Rest);
        }

        /// <summary>The parameters to read.</summary>
        public readonly ref T Source;

        /// <summary>The gradient to read.</summary>
        public readonly ref T Gradients;

        /// <summary>The parameters to write.</summary>
        public readonly ref T Destination;

        /// <summary>How many parameters are in whole blocks of 64 bytes.</summary>
        public nuint Whole { get; }

        /// <summary>How many parameters follow them in a block of their own; mostly 0.</summary>
        public int Rest { get; }

        /// <summary>This tile's part of a state vector; padded to whole blocks.</summary>
        public ref T Slot(int slot) => ref Unsafe.Add(ref _state, (nuint)slot * _stride);

        /// <summary>Leaves this tile's part of a sum.</summary>
        public void Sum(int measure, Vector512<T> lanes) => _partials[measure] = Lanes.Sum(lanes);

        /// <summary>Leaves this tile's part of a maximum.</summary>
        public void Max(int measure, Vector512<T> lanes) => _partials[measure] = Lanes.Max(lanes);
    }

    /// <summary>Loads a whole block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<T> Load(ref T source, nuint index) => Vector512.LoadUnsafe(ref source, index);

    /// <summary>Loads the last block of a tile that is not whole; lanes past its end are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<T> LoadPart(ref T source, nuint index, int count) =>
        Lanes.LoadPart(ref Unsafe.Add(ref source, index), count);

    /// <summary>Stores a whole block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Store(Vector512<T> value, ref T destination, nuint index) =>
        value.StoreUnsafe(ref destination, index);

    /// <summary>Stores the last block of a tile that is not whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StorePart(Vector512<T> value, ref T destination, nuint index, int count) =>
        Lanes.StorePart(value, ref Unsafe.Add(ref destination, index), count);

    /// <summary>Keeps the lanes of parameters that exist: what a measure may count in the last block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<T> First(Vector512<T> value, int count) => Lanes.First(value, count);
}
