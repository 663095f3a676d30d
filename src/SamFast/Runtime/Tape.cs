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
    private static Tape? s_tape;

    // Arrays live until the end of a call, among values that are kept before and after them.
    private readonly Stack _arrays = new();
    private readonly Stack _kept = new();
    private int _depth;
    private long _peak;

    private Tape()
    {
    }

    /// <summary>The most bytes that were taken at once since the thread's first gradient.</summary>
    public static long Peak => s_tape?._peak ?? 0;

    /// <summary>Opens the tape of the current thread for a call, which may be within another one.</summary>
    public static Scope Open()
    {
        var tape = s_tape ??= new();
        tape._depth++;
        return new(tape);
    }

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
        _peak = Math.Max(_peak, _arrays.Bytes + _kept.Bytes);
        return taken;
    }

    private void Close(in Position arrays, in Position kept)
    {
        _depth--;
        _arrays.Return(arrays, _depth == 0);
        _kept.Return(kept, _depth == 0);
    }

    /// <summary>What a stack has taken at the start of a call.</summary>
    private readonly record struct Position(int Chunk, int Taken, long Bytes);

    /// <summary>Chunks of memory. Spans remain valid if it grows.</summary>
    private sealed class Stack
    {
        private readonly List<Chunk> _chunks = [new(Smallest)];
        private int _current;

        public long Bytes { get; private set; }

        public Position Position => new(_current, _chunks[_current].Taken, Bytes);

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

        public void Return(in Position position, bool isLast)
        {
            for (int i = position.Chunk + 1; i < _chunks.Count; i++)
                _chunks[i].Taken = 0;
            (_current, Bytes) = (position.Chunk, position.Bytes);
            _chunks[_current].Taken = position.Taken;
            // The next call finds all it needs in one piece.
            if (!isLast || _chunks.Count == 1 || _chunks.Sum(c => (long)c.Memory.Length) is not (<= 1 << 30 and var total))
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
    public readonly ref struct Scope
    {
        private readonly Position _arrays;
        private readonly Position _kept;

        internal Scope(Tape tape) => (Tape, _arrays, _kept) = (tape, tape._arrays.Position, tape._kept.Position);

        /// <summary>The tape.</summary>
        public Tape Tape { get; }

        /// <summary>Returns all that the call has taken.</summary>
        public void Dispose() => Tape.Close(_arrays, _kept);
    }
}
