using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public abstract unsafe partial class Optimizer<T>
{
    /// <summary>The unit of work: the same range of the parameters, the gradient and the state, in one segment.</summary>
    /// <remarks>Everything it points to is pinned while a sweep runs.</remarks>
    protected struct Tile
    {
        private readonly Optimizer<T> _optimizer;
        private readonly nint _stride;
        private readonly nint _narrowStride;
        private readonly nint _vectorStride;
        private readonly bool _isLarge;
        private T* _state;
        private ushort* _narrow;
        private T* _vectors;
        private double* _partials;
        private double* _coefficients;
        private T* _source;
        private T* _gradients;
        private T* _destination;
        private int _number;
        private int _end;
        private bool _isJoined;

        internal Tile(Optimizer<T> optimizer)
        {
            _optimizer = optimizer;
            _stride = optimizer._stride;
            _narrowStride = optimizer._narrowStride;
            _vectorStride = optimizer._vectorStride;
            _isLarge = optimizer._isLarge;
        }

        /// <summary>Goes to the next tile of those that this call is for, or to all that follow in the same segment.</summary>
        /// <returns>False if there is none.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Next() => _number < _end && _optimizer.Enter(ref this);

        /// <summary>Stands before the tiles of a range.</summary>
        /// <param name="first">The first of them.</param>
        /// <param name="end">The first that is not one of them.</param>
        /// <param name="isJoined">Whether tiles of the same segment are one: nothing is measured in each of them.</param>
        internal void Cover(int first, int end, bool isJoined)
        {
            _number = first;
            _end = end;
            _isJoined = isJoined;
        }

        /// <summary>Enters the tile it stands before, and leaves it behind.</summary>
        /// <param name="range">Where the tile is.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Enter(in Tiling.Range range)
        {
            _state = _optimizer._state + range.SlotStart;
            _narrow = _optimizer._narrow + range.SlotStart;
            _vectors = _optimizer._vectors + range.Start;
            Start = (nuint)range.Start;
            _partials = _optimizer._partials + (_number++ * (nint)_optimizer._measures);
            _coefficients = _optimizer._perSegment + (range.Segment * (nint)_optimizer._coefficients);
            Length = (nuint)range.Length;
            if (_isJoined)
            {
                int last = Math.Min(_end, range.SegmentEnd) - 1;
                Length = (nuint)Math.Min(range.Rest, (last - _number + 2) * (nint)Tiling.TileLength);
                _number = last + 1;
            }
        }

        /// <summary>Points the tile at its part of this sweep's buffers.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Aim(T* source, T* gradients, T* destination)
        {
            _source = source;
            _gradients = gradients;
            _destination = destination;
        }

        internal readonly int Number => _number;

        /// <summary>Whether a slot may be stored while the parameters and the gradient are loaded two blocks ahead: not if
        /// it lies three to six blocks from one of them modulo 4096, where the cache takes the one for the other. The plain
        /// loop is faster there, and this one elsewhere.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool IsApart(ref T slot)
        {
            nint address = (nint)Unsafe.AsPointer(ref slot);
            return IsApart(address - (nint)_source) && IsApart(address - (nint)_gradients);
        }

        private static bool IsApart(nint distance)
        {
            nint ahead = distance & 4095;
            return Math.Min(ahead, 4096 - ahead) is < 136 or > 440;
        }

        /// <summary>Whether the destination is worth writing past the cache: the model is larger than that, and the
        /// address allows it.</summary>
        public readonly bool IsFar => _isLarge && ((nint)_destination & 63) == 0;

        /// <summary>The parameters to read.</summary>
        public readonly ref T Source => ref *_source;

        /// <summary>The gradient to read.</summary>
        public readonly ref T Gradients => ref *_gradients;

        /// <summary>The parameters to write.</summary>
        public readonly ref T Destination => ref *_destination;

        /// <summary>Where its parameters begin in the flat vector.</summary>
        public nuint Start { readonly get; private set; }

        /// <summary>How many parameters it has.</summary>
        public nuint Length { readonly get; private set; }

        /// <summary>How many of them are in whole blocks of <see cref="Width"/>.</summary>
        public readonly nuint Whole => Length & ~(Width - 1);

        /// <summary>How many follow those, fewer than a block; mostly 0.</summary>
        public readonly int Rest => (int)(Length & (Width - 1));

        /// <summary>How many of them are in whole blocks of 64 bytes.</summary>
        public readonly nuint WholeFull => Length & ~(nuint)(Vector512<T>.Count - 1);

        /// <summary>How many follow those.</summary>
        public readonly int RestFull => (int)(Length & (nuint)(Vector512<T>.Count - 1));

        /// <summary>This tile's part of a state vector; padded to whole blocks.</summary>
        public readonly ref T Slot(int slot) => ref _state[slot * _stride];

        /// <summary>This tile's part of a state vector in bfloat16; padded likewise.</summary>
        public readonly ref ushort BFloat16(int slot) => ref _narrow[slot * _narrowStride];

        /// <summary>This tile's part of a vector that is laid out like the caller's: not padded.</summary>
        public readonly ref T Vector(int vector) => ref _vectors[vector * _vectorStride];

        /// <summary>A scalar of this tile's segment.</summary>
        public readonly double Coefficient(int coefficient) => _coefficients[coefficient];

        /// <summary>Whether a mask includes this tile's tensor.</summary>
        public readonly bool IsIn(int mask) => _coefficients[mask] != 0;

        /// <summary>Leaves the parameters as they are: copies them, where they are written to another place.</summary>
        public readonly void Keep()
        {
            if (_destination != _source)
                Copy(_destination);
        }

        /// <summary>Copies the parameters to a vector.</summary>
        public readonly void Save(int vector) => Copy(_vectors + (vector * _vectorStride));

        private readonly void Copy(T* destination) =>
            new ReadOnlySpan<T>(_source, (int)Length).CopyTo(new Span<T>(destination, (int)Length));

        /// <summary>Leaves this tile's part of a sum.</summary>
        public readonly void Sum(int measure, Vector512<T> lanes) => _partials[measure] = Lanes.Sum(lanes);

        /// <summary>Leaves this tile's part of a maximum.</summary>
        public readonly void Max(int measure, Vector512<T> lanes) => _partials[measure] = Lanes.Max(lanes);
    }

    /// <summary>Elements that a loop handles at a time: those of the processor's widest vectors, 32 or 64 bytes.</summary>
    /// <remarks>The formulas are always over 64 bytes. Where the processor has vectors of 32, only the lower half has
    /// meaning, and the compiler drops the arithmetic on the other one: the two together would need twice the registers
    /// that there are. Sums and maxima take whole blocks of 64 bytes everywhere, to be the same on every processor.</remarks>
    protected static nuint Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (nuint)(Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count);
    }

    /// <summary>Loads <see cref="Width"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<T> Load(ref T source, nuint index) => Vector512.IsHardwareAccelerated
        ? Vector512.LoadUnsafe(ref source, index)
        : Vector256.LoadUnsafe(ref source, index).ToVector512Unsafe();

    /// <summary>Loads the last elements of a tile, fewer than <see cref="Width"/>; lanes past its end are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<T> LoadPart(ref T source, nuint index, int count) => Vector512.IsHardwareAccelerated
        ? Lanes.LoadPart(ref Unsafe.Add(ref source, index), count)
        : Lanes.LoadHalf(ref Unsafe.Add(ref source, index), count).ToVector512Unsafe();

    /// <summary>Stores <see cref="Width"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void Store(Vector512<T> value, ref T destination, nuint index)
    {
        if (Vector512.IsHardwareAccelerated)
            value.StoreUnsafe(ref destination, index);
        else
            value.GetLower().StoreUnsafe(ref destination, index);
    }

    /// <summary>Stores <see cref="Width"/> elements, past the cache if <paramref name="isFar"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StoreFar(Vector512<T> value, ref T destination, nuint index, bool isFar)
    {
        if (!isFar)
            Store(value, ref destination, index);
        else if (Vector512.IsHardwareAccelerated)
            value.StoreAlignedNonTemporal((T*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index)));
        else
            value.GetLower().StoreAlignedNonTemporal((T*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index)));
    }

    /// <summary>Stores the last elements of a tile, fewer than <see cref="Width"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StorePart(Vector512<T> value, ref T destination, nuint index, int count)
    {
        if (Vector512.IsHardwareAccelerated)
            Lanes.StorePart(value, ref Unsafe.Add(ref destination, index), count);
        else
            Lanes.StoreHalf(value.GetLower(), ref Unsafe.Add(ref destination, index), count);
    }

    /// <summary>Loads a block of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<T> LoadFull(ref T source, nuint index) => Vector512.LoadUnsafe(ref source, index);

    /// <summary>Loads the last block of a tile, fewer than 64 bytes; lanes past its end are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<T> LoadFullPart(ref T source, nuint index, int count) =>
        Lanes.LoadPart(ref Unsafe.Add(ref source, index), count);

    /// <summary>Stores a block of 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StoreFull(Vector512<T> value, ref T destination, nuint index) =>
        value.StoreUnsafe(ref destination, index);

    /// <summary>Stores a block of 64 bytes, past the cache if <paramref name="isFar"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StoreFullFar(Vector512<T> value, ref T destination, nuint index, bool isFar)
    {
        if (isFar)
            value.StoreAlignedNonTemporal((T*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index)));
        else
            value.StoreUnsafe(ref destination, index);
    }

    /// <summary>Stores the last block of a tile, fewer than 64 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void StoreFullPart(Vector512<T> value, ref T destination, nuint index, int count) =>
        Lanes.StorePart(value, ref Unsafe.Add(ref destination, index), count);

    /// <summary>Keeps the lanes of parameters that exist: what a measure may count in the last block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector512<T> First(Vector512<T> value, int count) =>
        Lanes.FirstOr(value, count, Vector512<T>.Zero);
}
