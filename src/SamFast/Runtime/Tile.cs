using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Runtime;

/// <summary>The unit of work: the same range of the parameters, the gradient and the state.</summary>
/// <remarks>The caller's buffers are passed separately, as references to their first elements, so that a model of one tile is
/// not even pinned. For separate tensors, these references are null.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct Tile<T> where T : unmanaged
{
    private readonly OptimizerEngine<T> _optimizer;
    private readonly T* _slots;
    private readonly nint _stride;
    private readonly Tiling.Range* _ranges;
    private readonly Tiling.Range* _last;
    private readonly nint _merging;
    private readonly nint _source;
    private readonly nint _gradients;
    private readonly nint _destination;
    private readonly bool _isOneOfMany;

    private Tiling.Range* _range;
    private Tiling.Range* _next;

    /// <summary>Iterates over a range of tiles; call <c>Next</c> first.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="first">The first tile of the range.</param>
    /// <param name="end">The tile after the last one of the range.</param>
    /// <param name="merging">The tiles that are merged.</param>
    /// <param name="isScattered">The buffers among the parameters to read, the gradient and the parameters to write that are
    /// separate tensors.</param>
    internal Tile(
        OptimizerEngine<T> optimizer, int first, int end, TileMerging merging, (bool Source, bool Gradients, bool Destination) isScattered)
    {
        _optimizer = optimizer;
        _slots = optimizer._state;
        _stride = optimizer._stride;
        _ranges = optimizer._ranges;
        _range = _next = _ranges + first;
        _last = _ranges + end;
        _merging = Tiling.Range.FirstEnd + (nint)merging;
        _source = isScattered.Source ? Tiling.Range.InParameters : Tiling.Range.InFlat;
        _gradients = isScattered.Gradients ? Tiling.Range.InGradients : Tiling.Range.InFlat;
        _destination = isScattered.Destination ? Tiling.Range.InParameters : Tiling.Range.InFlat;
        _isOneOfMany = optimizer._tiles > 1;
    }

    /// <summary>Moves to the next tile of the range, with those that are merged with it.</summary>
    /// <returns>False at the end of the range.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next()
    {
        // With small tensors, this is a considerable part of the time: addresses are read where they are, and not copied.
        var range = _next;
        if (range >= _last)
            return false;
        var next = _ranges + ((int*)range)[_merging];
        if (next > _last)
            next = _last;
        _range = range;
        _next = next;
        Length = (nuint)(next->Start - range->Start);
        return true;
    }

    /// <summary>The parameters to read.</summary>
    /// <param name="p">The first parameter of all tiles.</param>
    public readonly ref T Source(ref T p) => ref Unsafe.AddByteOffset(ref p, (nint)((long*)_range)[_source]);

    /// <summary>The gradient to read.</summary>
    /// <param name="g">The first element of the gradient of all tiles.</param>
    public readonly ref T Gradients(ref T g) => ref Unsafe.AddByteOffset(ref g, (nint)((long*)_range)[_gradients]);

    /// <summary>The parameters to write.</summary>
    /// <param name="to">The first of those of all tiles.</param>
    public readonly ref T Destination(ref T to) => ref Unsafe.AddByteOffset(ref to, (nint)((long*)_range)[_destination]);

    /// <summary>The index of its first parameter in the flat vector.</summary>
    public readonly nuint Start => (nuint)_range->Start;

    /// <summary>The number of its parameters.</summary>
    public nuint Length { readonly get; private set; }

    /// <summary>The number of parameters in whole blocks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly nuint Whole<L>() where L : ILanes<L, T> => Length & ~(nuint)(L.Count - 1);

    /// <summary>The number of parameters after the whole blocks, fewer than a block; mostly 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Rest<L>() where L : ILanes<L, T> => (int)(Length & (nuint)(L.Count - 1));

    /// <summary>This tile's part of a state vector; padded to whole blocks.</summary>
    public readonly ref T Slot(int slot) => ref _slots[_range->SlotStart + (slot * _stride)];

    /// <summary>This tile's part of a state vector in bfloat16; padded likewise.</summary>
    public readonly ref ushort BFloat16(int slot) => ref _optimizer._narrow[_range->SlotStart + (slot * _optimizer._narrowStride)];

    /// <summary>This tile's part of a vector that is laid out like the caller's: not padded.</summary>
    public readonly ref T Vector(int vector) => ref _optimizer._vectors[_range->Start + (vector * _optimizer._vectorStride)];

    /// <summary>A scalar of this tile's tensor.</summary>
    public readonly double Coefficient(int coefficient) => _optimizer.PerTensor(coefficient, _range->Tensor);

    /// <summary>True if a mask includes this tile's tensor.</summary>
    public readonly bool IsIn(int mask) => Coefficient(mask) != 0;

    /// <summary>Keeps the parameters: copies them to the destination, if that is not the source.</summary>
    public readonly void Keep(ref T p, ref T to)
    {
        ref var source = ref Source(ref p);
        ref var destination = ref Destination(ref to);
        if (!Unsafe.AreSame(ref source, ref destination))
            Copy(ref source, ref destination);
    }

    /// <summary>Copies the parameters to a vector.</summary>
    public readonly void Save(int vector, ref T p) => Copy(ref Source(ref p), ref Vector(vector));

    private readonly void Copy(ref T source, ref T destination) =>
        MemoryMarshal.CreateReadOnlySpan(ref source, (int)Length)
            .CopyTo(MemoryMarshal.CreateSpan(ref destination, (int)Length));

    /// <summary>Loads its last elements, fewer than a block; lanes past its end are 0.</summary>
    /// <remarks>A model of one tile is often stepped again at once: its end is put together from pieces, for a masked load
    /// would wait until the store of the step before is in the cache. Among many tiles, ends of all lengths follow
    /// each other, and a mask is nothing to mispredict.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly L LoadPart<L>(ref T source, nuint index, int count) where L : ILanes<L, T> =>
        L.LoadPart(ref Unsafe.Add(ref source, index), count, _isOneOfMany);

    /// <summary>Stores its last elements, fewer than a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StorePart<L>(L value, ref T destination, nuint index, int count) where L : ILanes<L, T> =>
        L.StorePart(value, ref Unsafe.Add(ref destination, index), count, _isOneOfMany);

    /// <summary>Requests the elements of a stream that a later block loads.</summary>
    /// <remarks>The processor's own prefetcher runs a page ahead at most; with few bytes per parameter, a page is used up before the
    /// next one has arrived.</remarks>
    /// <param name="stream">The first element of the stream in this tile.</param>
    /// <param name="index">The index of the block that is loaded now.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Prefetch(ref T stream, nuint index)
    {
        const int Distance = 512;
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref stream, index + Distance)));
    }

    /// <summary>Stores a block, past the cache if <paramref name="isFar"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreFar<L>(L value, ref T destination, nuint index, bool isFar) where L : ILanes<L, T>
    {
        if (isFar)
            L.StoreFar(value, ref destination, index);
        else
            L.Store(value, ref destination, index);
    }

    /// <summary>Stores this tile's sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Sum<L>(int measure, Partial<L> partial) where L : struct, ILanes<L, T>
    {
        if (Partial<L>.IsWhole)
            SumOf(measure, partial.Whole<T>());
        else
            SumOf(measure, partial);
    }

    /// <summary>Stores this tile's maximum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Max<L>(int measure, Partial<L> partial) where L : struct, ILanes<L, T>
    {
        if (Partial<L>.IsWhole)
            MaxOf(measure, partial.Whole<T>());
        else
            MaxOf(measure, partial);
    }

    private readonly void SumOf(int measure, Vector512<T> lanes) => Measured(measure) = Blocks.Sum(lanes);

    private readonly void MaxOf(int measure, Vector512<T> lanes) => Measured(measure) = Blocks.Max(lanes);

    private readonly void SumOf<L>(int measure, Partial<L> partial) where L : struct, ILanes<L, T> =>
        SumOf(measure, partial.Turned<T>(Length));

    private readonly void MaxOf<L>(int measure, Partial<L> partial) where L : struct, ILanes<L, T> =>
        MaxOf(measure, partial.Turned<T>(Length));

    /// <summary>True if a slot may be stored while a stream is loaded two blocks ahead. At a distance of three to six blocks
    /// modulo 4096, the processor mistakes one address for the other (4K aliasing), and the plain loop is faster.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsApart(ref T slot, ref T stream)
    {
        // From -2048 to 2047, and its magnitude, without a branch: among many tensors it would be mispredicted.
        nint ahead = (Unsafe.ByteOffset(ref stream, ref slot) << (64 - 12)) >> (64 - 12);
        nint sign = ahead >> 63;
        return (nuint)(((ahead ^ sign) - sign) - 136) > 440 - 136;
    }

    /// <summary>True if it may be stored while two streams are loaded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsApart(ref T slot, ref T source, ref T gradients) =>
        IsApart(ref slot, ref source) & IsApart(ref slot, ref gradients);

    private readonly ref double Measured(int measure) =>
        ref _optimizer._partials[(_range->Number * (nint)_optimizer._measures) + measure];
}
