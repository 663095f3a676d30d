using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

/// <summary>Memory of one thread for generated gradients, which is kept from call to call: local arrays, and a stack of values that the
/// forward pass keeps for the reverse pass. A call allocates only if it needs more than any call before it on the thread.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Tape
{
    private const int Smallest = 4096;

    [ThreadStatic]
    private static Calls? s_calls;

    // Arrays live until the end of a call, among values that are kept before and after them.
    private readonly Stack _arrays = new();
    private readonly Stack _kept = new();
    private readonly Calls _calls;

    private Tape(Calls calls) => _calls = calls;

    /// <summary>The most bytes that were taken at once since the thread's first gradient.</summary>
    public static long Peak => s_calls?.Peak ?? 0;

    /// <summary>Opens a tape of the current thread for a call. A call within another one has a tape of its own: values that the outer one has
    /// returned to its stack are still read.</summary>
    public static Scope Open() => new((s_calls ??= new()).Open());

    /// <summary>Takes memory for an array until the end of the call. The values of its elements are unspecified.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">Their number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public Span<T> Take<T>(int length) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return Measured(_arrays.Push<T>(length));
    }

    /// <summary>Takes memory for an array until the end of the call. Its elements are 0.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">Their number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    public Span<T> Zeros<T>(int length) where T : unmanaged
    {
        var span = Take<T>(length);
        span.Clear();
        return span;
    }

    /// <summary>Takes memory for elements, whose values are unspecified, from the stack.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">Their number; negative for none, as the number of iterations of an empty loop.</param>
    public Span<T> Push<T>(int length) where T : unmanaged => Measured(_kept.Push<T>(Math.Max(length, 0)));

    /// <summary>Returns the memory to the stack that was taken last.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number with which it was taken.</param>
    /// <returns>The elements, valid until memory is taken again.</returns>
    public Span<T> Pop<T>(int length) where T : unmanaged => _kept.Pop<T>(Math.Max(length, 0));

    private Span<T> Measured<T>(Span<T> taken)
    {
        _calls.Measure();
        return taken;
    }

    private void Close()
    {
        _arrays.Reset();
        _kept.Reset();
        _calls.Close();
    }

    /// <summary>The tapes of a thread: one for each call within a call.</summary>
    private sealed class Calls
    {
        private readonly List<Tape> _tapes = [];
        private int _open;

        public long Peak { get; private set; }

        public Tape Open()
        {
            if (_open == _tapes.Count)
                _tapes.Add(new(this));
            return _tapes[_open++];
        }

        public void Close() => _open--;

        public void Measure()
        {
            long bytes = 0;
            for (int i = 0; i < _open; i++)
                bytes += _tapes[i]._arrays.Bytes + _tapes[i]._kept.Bytes;
            Peak = Math.Max(Peak, bytes);
        }
    }

    /// <summary>Chunks of memory. Spans remain valid if it grows.</summary>
    private sealed class Stack
    {
        private readonly List<Chunk> _chunks = [new(Smallest)];
        private int _current;

        public long Bytes { get; private set; }

        public Span<T> Push<T>(int length) where T : unmanaged
        {
            int bytes = BytesOf<T>(length);
            var chunk = _chunks[_current];
            if (bytes > chunk.Memory.Length - chunk.Taken)
                chunk = Grow(bytes);
            Bytes += bytes;
            chunk.Taken += bytes;
            return chunk.Elements<T>(chunk.Taken - bytes, length);
        }

        public Span<T> Pop<T>(int length) where T : unmanaged
        {
            int bytes = BytesOf<T>(length);
            while (_chunks[_current].Taken == 0 && _current > 0)
                _current--;
            var chunk = _chunks[_current];
            chunk.Taken -= bytes;
            Bytes -= bytes;
            return chunk.Elements<T>(chunk.Taken, length);
        }

        public void Reset()
        {
            foreach (var chunk in _chunks)
                chunk.Taken = 0;
            (_current, Bytes) = (0, 0);
            // The next call finds all it needs in one piece.
            if (_chunks.Count == 1 || _chunks.Sum(c => (long)c.Memory.Length) is not (<= 1 << 30 and var total))
                return;
            _chunks.Clear();
            _chunks.Add(new((int)total));
        }

        private static int BytesOf<T>(int length) => checked((length * Unsafe.SizeOf<T>()) + 7) & ~7;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private Chunk Grow(int bytes)
        {
            if (_chunks[_current].Taken > 0 && ++_current == _chunks.Count)
                _chunks.Add(new(Math.Max(bytes, Math.Min(2 * _chunks[_current - 1].Memory.Length, 1 << 30))));
            if (_chunks[_current].Memory.Length < bytes)
                _chunks[_current] = new(bytes);
            return _chunks[_current];
        }

        private sealed class Chunk(int length)
        {
            public byte[] Memory { get; } = GC.AllocateUninitializedArray<byte>(length, pinned: true);

            public int Taken { get; set; }

            /// <summary>The elements from an offset in bytes.</summary>
            public Span<T> Elements<T>(int start, int length) where T : unmanaged => MemoryMarshal.CreateSpan(
                ref Unsafe.As<byte, T>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Memory), start)), length);
        }
    }

    /// <summary>A call that uses the tape. Disposing it returns all that the call has taken.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly ref struct Scope
    {
        internal Scope(Tape tape) => Tape = tape;

        /// <summary>The tape.</summary>
        public Tape Tape { get; }

        /// <summary>Returns all that the call has taken.</summary>
        public void Dispose() => Tape.Close();
    }
}
