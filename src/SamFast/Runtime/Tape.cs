using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SamFast.Runtime;

/// <summary>Memory of one thread for generated gradients: a stack of spans, which is kept from call to call. A call allocates only if it
/// needs more than any call before it on the thread.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Tape
{
    private const int Smallest = 4096;

    [ThreadStatic]
    private static Tape? s_tape;

    private readonly List<Chunk> _chunks = [new(Smallest)];
    private int _current;
    private int _depth;

    private Tape()
    {
    }

    /// <summary>The most bytes that were taken at once since the thread's first gradient.</summary>
    public static long Peak => s_tape?._peak ?? 0;

    private long _peak;
    private long _taken;

    /// <summary>Opens the tape of the current thread for a call, which may be within another one.</summary>
    public static Scope Open()
    {
        var tape = s_tape ??= new();
        tape._depth++;
        return new(tape);
    }

    /// <summary>Takes memory for elements, whose values are unspecified.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">Their number; a negative one, as of a loop that does not run, is 0.</param>
    public Span<T> Push<T>(int length) where T : unmanaged
    {
        length = Math.Max(length, 0);
        int bytes = Bytes<T>(length);
        var chunk = _chunks[_current];
        if (bytes > chunk.Memory.Length - chunk.Taken)
            chunk = Grow(bytes);
        var span = chunk.Memory.AsSpan(chunk.Taken, bytes);
        chunk.Taken += bytes;
        _taken += bytes;
        if (_taken > _peak)
            _peak = _taken;
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(span)), length);
    }

    /// <summary>Takes memory for elements that are 0.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">Their number.</param>
    public Span<T> Zeros<T>(int length) where T : unmanaged
    {
        var span = Push<T>(length);
        span.Clear();
        return span;
    }

    /// <summary>Returns the memory that was taken last.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="length">The number with which it was taken.</param>
    /// <returns>The elements, valid until memory is taken again.</returns>
    public Span<T> Pop<T>(int length) where T : unmanaged
    {
        length = Math.Max(length, 0);
        int bytes = Bytes<T>(length);
        while (_chunks[_current].Taken == 0 && _current > 0)
            _current--;
        var chunk = _chunks[_current];
        chunk.Taken -= bytes;
        _taken -= bytes;
        return MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref chunk.Memory[chunk.Taken]), length);
    }

    private static int Bytes<T>(int length) => checked((length * Unsafe.SizeOf<T>()) + 7) & ~7;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Chunk Grow(int bytes)
    {
        // Spans of the full chunk remain valid.
        if (_chunks[_current].Taken > 0 && ++_current == _chunks.Count)
            _chunks.Add(new(Math.Max(bytes, Math.Min(2 * _chunks[_current - 1].Memory.Length, 1 << 30))));
        if (_chunks[_current].Memory.Length < bytes)
            _chunks[_current] = new(bytes);
        return _chunks[_current];
    }

    private void Close(int chunk, int taken, long all)
    {
        for (int i = chunk + 1; i <= _current; i++)
            _chunks[i].Taken = 0;
        _current = chunk;
        _chunks[chunk].Taken = taken;
        _taken = all;
        if (--_depth > 0 || _chunks.Count == 1)
            return;
        // The next call finds all it needs in one piece.
        long total = _chunks.Sum(c => (long)c.Memory.Length);
        if (total > 1 << 30)
            return;
        _chunks.Clear();
        _chunks.Add(new((int)total));
    }

    private sealed class Chunk(int length)
    {
        public byte[] Memory { get; } = GC.AllocateUninitializedArray<byte>(length, pinned: true);

        public int Taken { get; set; }
    }

    /// <summary>A call that uses the tape. Disposing it returns all that the call has taken.</summary>
    public readonly ref struct Scope
    {
        private readonly int _chunk;
        private readonly int _taken;
        private readonly long _all;

        internal Scope(Tape tape)
        {
            Tape = tape;
            _chunk = tape._current;
            _taken = tape._chunks[_chunk].Taken;
            _all = tape._taken;
        }

        /// <summary>The tape.</summary>
        public Tape Tape { get; }

        /// <summary>Returns all that the call has taken.</summary>
        public void Dispose() => Tape.Close(_chunk, _taken, _all);
    }
}
