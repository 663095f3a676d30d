using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>What an optimizer has for transforms that work on whole tensors: state vectors whose lengths are their own, room
/// to compute in, and the walk over tensors.</summary>
public abstract unsafe partial class Optimizer<T>
{
    // Pinned; the pointers point into them. Starts and lengths are by state vector, then by tensor.
    private CacheLine[] _ownSlab = [];
    private nint[] _ownStarts = [];
    private int[] _ownLengths = [];
    private T* _own;

    // One for each thread that may compute, none of them in use twice at a time.
    private CacheLine[] _rooms = [];
    private int[] _isInUse = [];
    private T* _room;
    private nint _roomStride;
    private int _roomLength;

    private WholeTensors? _tensorWork;
    private int _transform;

    /// <summary>Allocates, in the constructor, what transforms of whole tensors need besides state vectors.</summary>
    /// <param name="ownSlots">How many state vectors have lengths of their own.</param>
    /// <param name="length">The length of one of them for one tensor; after the last of them, how much room to compute in
    /// the tensor needs.</param>
    protected void ReserveForTensors(int ownSlots, Func<int, TensorShape, int> length)
    {
        ArgumentNullException.ThrowIfNull(length);
        _tensorWork = new WholeTensors(this);
        _ownStarts = new nint[ownSlots * SegmentCount];
        _ownLengths = new int[ownSlots * SegmentCount];
        nint elements = 0;
        for (int i = 0; i < _ownLengths.Length; i++)
        {
            var shape = Layout[i % SegmentCount];
            _ownLengths[i] = shape.Length == 0 ? 0 : length(i / SegmentCount, shape);
            _ownStarts[i] = elements;
            elements += Slab.Pad<T>(_ownLengths[i]);
        }

        _ownSlab = Slab.Allocate(elements * sizeof(T));
        _own = Slab.Start<T>(_ownSlab, elements * sizeof(T));
        foreach (var shape in Layout)
            _roomLength = Math.Max(_roomLength, shape.Length == 0 ? 0 : length(ownSlots, shape));
        _roomStride = Slab.Stride<T>(_roomLength);
        ReserveRooms(ThreadCount);
    }

    /// <summary>Sets a whole state vector whose lengths are its own.</summary>
    /// <param name="slot">Its number among those.</param>
    /// <param name="value">The initial value.</param>
    protected void FillOwn(int slot, T value)
    {
        for (int segment = 0; segment < SegmentCount; segment++)
            Own(slot, segment).Fill(value);
    }

    /// <summary>One tensor, as a transform that works on whole tensors gets it; generated.</summary>
    /// <param name="transform">The transform's number in the plan.</param>
    /// <param name="tensor">Where to read and write.</param>
    protected virtual void TransformTensor(int transform, in WholeTensor tensor) => throw new NotSupportedException();

    /// <summary>Runs a transform that works on whole tensors, one after the other or on several threads.</summary>
    /// <param name="transform">The transform's number in the plan.</param>
    /// <param name="source">The parameters to read.</param>
    /// <param name="gradients">The gradient; it is written only where the plan says so.</param>
    protected void TransformTensors(int transform, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients)
    {
        fixed (T* from = &MemoryMarshal.GetReference(source))
        fixed (T* along = &MemoryMarshal.GetReference(gradients))
        {
            _transform = transform;
            _source = from;
            _gradients = along;
            int threads = Math.Min(ThreadCount, SegmentCount);
            if (threads <= 1 || !Workers.Shared.TryRun(_tensorWork!, SegmentCount, threads))
                RunTensors(0, SegmentCount);
        }
    }

    private void RunTensors(int first, int end)
    {
        int room = TakeRoom();
        try
        {
            for (int segment = first; segment < end; segment++)
            {
                if (_tiling.Lengths[segment] > 0)
                    TransformTensor(_transform, new WholeTensor(this, segment, room));
            }
        }
        finally
        {
            Volatile.Write(ref _isInUse[room], 0);
        }
    }

    /// <summary>A room that no other thread is using: there is one for each that may run.</summary>
    private int TakeRoom()
    {
        for (int room = 0; ; room = (room + 1) % _isInUse.Length)
        {
            if (Interlocked.CompareExchange(ref _isInUse[room], 1, 0) == 0)
                return room;
        }
    }

    /// <summary>Makes room for as many threads as may run now, or are to.</summary>
    private void ReserveRooms(int threads)
    {
        int rooms = Math.Max(1, Math.Min(threads, SegmentCount));
        if (_tensorWork is null || rooms <= _isInUse.Length)
            return;

        // A step computes in the rooms that there are.
        using var turn = TakeTurn();
        nint bytes = rooms * _roomStride * sizeof(T);
        _rooms = Slab.Allocate(bytes);
        _room = Slab.Start<T>(_rooms, bytes);
        _isInUse = new int[rooms];
    }

    private Span<T> Own(int slot, int segment)
    {
        int number = (slot * SegmentCount) + segment;
        return new(_own + _ownStarts[number], _ownLengths[number]);
    }

    /// <summary>One tensor, and what belongs to it.</summary>
    /// <remarks>Everything it points to is pinned while it is used.</remarks>
    protected readonly ref struct WholeTensor
    {
        private readonly Optimizer<T> _optimizer;
        private readonly Tiling.Range _range;
        private readonly int _room;

        internal WholeTensor(Optimizer<T> optimizer, int segment, int room)
        {
            _optimizer = optimizer;
            _range = optimizer._tiling.Ranges[optimizer._tiling.FirstTile[segment]];
            _room = room;
        }

        /// <summary>Whether a mask includes it.</summary>
        public bool IsIn(int mask) => _optimizer.IsIn(mask, _range.Segment);

        /// <summary>Its name and dimensions.</summary>
        public TensorShape Shape => _optimizer.Layout[_range.Segment];

        /// <summary>Its parameters.</summary>
        public ReadOnlySpan<T> Source => new(
            _optimizer._source is null && _optimizer._tensors is { } tensors
                ? tensors.Parameters(_range.Segment)
                : _optimizer._source + _range.Start,
            _range.Rest);

        /// <summary>Its gradient.</summary>
        public Span<T> Gradients => new(
            _optimizer._gradients is null && _optimizer._tensors is { } tensors
                ? tensors.Gradients(_range.Segment)
                : _optimizer._gradients + _range.Start,
            _range.Rest);

        /// <summary>Room to compute in, as much as the largest tensor needs; it holds whatever was left there.</summary>
        public Span<T> Workspace => new(_optimizer._room + (_room * _optimizer._roomStride), _optimizer._roomLength);

        /// <summary>Its part of a state vector.</summary>
        public Span<T> Slot(int slot) => new(_optimizer._state + (slot * _optimizer._stride) + _range.SlotStart, _range.Rest);

        /// <summary>Its part of a state vector whose lengths are its own.</summary>
        public Span<T> Own(int slot) => _optimizer.Own(slot, _range.Segment);
    }

    /// <summary>The tensors as something that threads share.</summary>
    private sealed class WholeTensors(Optimizer<T> optimizer) : ITiles
    {
        public void RunTiles(int first, int end) => optimizer.RunTensors(first, end);
    }
}
