using System.Collections.Immutable;

namespace SamFast;

/// <summary>A tensor of a file, and its place in memory.</summary>
/// <param name="name">Its name in the file.</param>
/// <param name="type">The format's name of its type.</param>
/// <param name="shape">Its dimensions.</param>
/// <param name="data">The address of its elements, which are pinned; unused without elements.</param>
/// <param name="bytes">The size of the elements in bytes.</param>
/// <param name="use">The use of the tensor: read, written or ignored.</param>
/// <param name="owner">The object that keeps the memory of the elements alive.</param>
internal sealed unsafe class StoredTensor(
    string name, string type, ImmutableArray<int> shape, void* data, long bytes, TensorUse use = TensorUse.Exchanged,
    object? owner = null)
{
    internal const string Float16 = "F16", BFloat16 = "BF16", Float32 = "F32", Float64 = "F64";

    internal string Name { get; } = name;

    internal string Type { get; } = type;

    internal ImmutableArray<int> Shape { get; } = shape;

    internal long Bytes { get; } = bytes;

    /// <summary>True if its elements are read, and a file must have it.</summary>
    internal bool IsRead => use == TensorUse.Exchanged;

    /// <summary>True if its elements are written.</summary>
    internal bool IsWritten => use != TensorUse.Ignored;

    /// <summary>Its elements, in pieces that fit a span.</summary>
    internal void Write(SpanAction write)
    {
        for (long done = 0; done < Bytes; done += Safetensors.PieceBytes)
            write(new ReadOnlySpan<byte>((byte*)data + done, (int)Math.Min(Bytes - done, Safetensors.PieceBytes)));
        GC.KeepAlive(owner);
    }

    /// <summary>Overwrites its elements.</summary>
    internal void Read(byte* source) => Buffer.MemoryCopy(source, data, Bytes, Bytes);
}

/// <summary>The uses of a tensor of a file.</summary>
internal enum TensorUse
{
    /// <summary>It is written and read.</summary>
    Exchanged,

    /// <summary>It is written; a file that is read may lack it, and its elements are read separately.</summary>
    Optional,

    /// <summary>It is neither written nor read; a file that is read may have it.</summary>
    Ignored,
}

/// <summary>Consumes bytes in order.</summary>
internal delegate void SpanAction(ReadOnlySpan<byte> bytes);
