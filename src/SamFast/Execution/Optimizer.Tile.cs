using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public abstract partial class Optimizer<T>
{
    /// <summary>The unit of work: the same range of the parameters, the gradient and the state, in one segment.</summary>
    /// <remarks>Everything it points to is pinned while a sweep runs.</remarks>
    protected unsafe struct Tile
    {
        private readonly T* _state;
        private readonly nint _stride;
        private readonly ushort* _narrow;
        private readonly nint _narrowStride;
        private readonly T* _vectors;
        private readonly nint _vectorStride;
        private readonly double* _partials;
        private readonly double* _coefficients;
        private T* _source;
        private T* _gradients;
        private T* _destination;

        internal Tile(Optimizer<T> optimizer, Tiling.Range range, int number)
        {
            _state = optimizer._state + range.SlotStart;
            _stride = optimizer._tiling.SlotLength;
            _narrow = optimizer._narrow + range.SlotStart;
            _narrowStride = optimizer._narrowStride;
            _vectors = optimizer._vectors + range.Start;
            _vectorStride = optimizer._vectorStride;
            _partials = optimizer._partials + (number * (nint)optimizer._measures);
            _coefficients = optimizer._perSegment + (range.Segment * (nint)optimizer._coefficients);
            Start = (nuint)range.Start;
            Rest = range.Length & (Vector512<T>.Count - 1);
            Whole = (nuint)(range.Length - Rest);
        }

        /// <summary>Points the tile at its part of this sweep's buffers.</summary>
        internal void Aim(T* source, T* gradients, T* destination, nint start)
        {
            _source = source + start;
            _gradients = gradients + start;
            _destination = destination + start;
        }

        /// <summary>The parameters to read.</summary>
        public readonly ref T Source => ref *_source;

        /// <summary>The gradient to read.</summary>
        public readonly ref T Gradients => ref *_gradients;

        /// <summary>The parameters to write.</summary>
        public readonly ref T Destination => ref *_destination;

        /// <summary>Where its parameters begin in the flat vector.</summary>
        public nuint Start { get; }

        /// <summary>How many parameters are in whole blocks of 64 bytes.</summary>
        public nuint Whole { get; }

        /// <summary>How many parameters follow them in a block of their own; mostly 0.</summary>
        public int Rest { get; }

        /// <summary>This tile's part of a state vector; padded to whole blocks.</summary>
        public readonly ref T Slot(int slot) => ref _state[slot * _stride];

        /// <summary>This tile's part of a state vector in bfloat16; padded likewise.</summary>
        public readonly ref ushort BFloat16(int slot) => ref _narrow[slot * _narrowStride];

        /// <summary>This tile's part of a vector that is laid out like the caller's: not padded.</summary>
        public readonly ref T Vector(int vector) => ref _vectors[vector * _vectorStride];

        /// <summary>A scalar of this tile's segment.</summary>
        public readonly double Coefficient(int coefficient) => _coefficients[coefficient];

        /// <summary>Leaves this tile's part of a sum.</summary>
        public readonly void Sum(int measure, Vector512<T> lanes) => _partials[measure] = Lanes.Sum(lanes);

        /// <summary>Leaves this tile's part of a maximum.</summary>
        public readonly void Max(int measure, Vector512<T> lanes) => _partials[measure] = Lanes.Max(lanes);
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
