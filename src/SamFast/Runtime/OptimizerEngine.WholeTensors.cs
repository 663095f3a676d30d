using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

/// <summary>Members for whole-tensor transforms: state vectors with lengths chosen by the transform, workspace, and the
/// iteration over tensors.</summary>
public abstract unsafe partial class OptimizerEngine<T>
{
    // Pinned; the pointers point into them. Starts and lengths are by state vector, then by tensor.
    private CacheLine[] _ownSlab = [];
    private nint[] _ownStarts = [];
    private int[] _ownLengths = [];
    private T* _own;

    // One for each thread that may compute, none of them in use twice at a time.
    private CacheLine[] _rooms = [];
    private int[] _isInUse = [];
    internal T* _room;
    internal nint _roomStride;
    internal int _roomLength;

    private WholeTensors? _tensorWork;
    private int _transform;

    /// <summary>Allocates the memory of whole-tensor transforms other than ordinary state vectors. Called by
    /// constructors.</summary>
    /// <param name="ownSlots">The number of state vectors whose lengths the transform chooses.</param>
    /// <param name="length">Returns the length of one of them for one tensor; after the last one, the length of the workspace
    /// for the tensor.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ReserveForTensors(int ownSlots, Func<int, TensorShape, int> length)
    {
        ArgumentNullException.ThrowIfNull(length);
        _tensorWork = new WholeTensors(this);
        _ownStarts = new nint[ownSlots * TensorCount];
        _ownLengths = new int[ownSlots * TensorCount];
        nint elements = 0;
        for (int i = 0; i < _ownLengths.Length; i++)
        {
            var shape = Layout[i % TensorCount];
            _ownLengths[i] = shape.Length == 0 ? 0 : length(i / TensorCount, shape);
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
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void FillOwn(int slot, T value)
    {
        for (int tensor = 0; tensor < TensorCount; tensor++)
            Own(slot, tensor).Fill(value);
    }

    /// <summary>Runs a whole-tensor transform on one tensor; generated.</summary>
    /// <param name="transform">The transform's number in the plan.</param>
    /// <param name="tensor">The tensor to read and write.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void TransformTensor(int transform, in WholeTensor<T> tensor) => throw new NotSupportedException();

    /// <summary>Runs a transform that works on whole tensors, one after the other or on several threads.</summary>
    /// <param name="transform">The transform's number in the plan.</param>
    /// <param name="source">The parameters to read.</param>
    /// <param name="gradients">The gradient; written only if the plan requires it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void TransformTensors(int transform, ReadOnlySpan<T> source, ReadOnlySpan<T> gradients)
    {
        fixed (T* from = &MemoryMarshal.GetReference(source))
        fixed (T* along = &MemoryMarshal.GetReference(gradients))
        {
            _transform = transform;
            _source = from;
            _gradients = along;
            int threads = Math.Min(ThreadCount, TensorCount);
            if (threads <= 1 || !Workers.Shared.TryRun(_tensorWork!, TensorCount, threads))
                RunTensors(0, TensorCount);
        }
    }

    private void RunTensors(int first, int end)
    {
        int room = TakeRoom();
        try
        {
            for (int tensor = first; tensor < end; tensor++)
            {
                if (_tiling.Lengths[tensor] > 0)
                    TransformTensor(_transform, new WholeTensor<T>(this, tensor, room));
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
        int rooms = Math.Max(1, Math.Min(threads, TensorCount));
        if (_tensorWork is null || rooms <= _isInUse.Length)
            return;

        // A step computes in the existing workspaces.
        using var turn = EnterStep();
        nint bytes = rooms * _roomStride * sizeof(T);
        _rooms = Slab.Allocate(bytes);
        _room = Slab.Start<T>(_rooms, bytes);
        _isInUse = new int[rooms];
    }

    internal Span<T> Own(int slot, int tensor)
    {
        int number = (slot * TensorCount) + tensor;
        return new(_own + _ownStarts[number], _ownLengths[number]);
    }

    /// <summary>The tensors as something that threads share.</summary>
    private sealed class WholeTensors(OptimizerEngine<T> optimizer) : ITiles
    {
        public void RunTiles(int first, int end) => optimizer.RunTensors(first, end);
    }
}
