using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>A file that is being read: first its header, and when that was found to be what is wanted, its
/// elements.</summary>
internal sealed unsafe class CheckpointReader : IDisposable
{
    private const int FirstBytes = 1 << 14;

    private readonly Stream _stream;
    private readonly byte[] _header;
    private byte* _data;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="isWhole">Whether nothing may follow.</param>
    /// <exception cref="CheckpointException">The header is not in order, or the file has another length than it
    /// says.</exception>
    internal CheckpointReader(Stream stream, bool isWhole)
    {
        _stream = stream;
        Span<byte> prefix = stackalloc byte[Safetensors.LengthBytes];
        Fill(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > Safetensors.MostHeaderBytes)
        {
            throw new CheckpointException(CheckpointProblem.HeaderSize,
                $"The header is said to have {length} bytes, which is not that of a safetensors file.");
        }

        if (Remaining < (long)length)
            throw Truncated();
        _header = ReadGrowing((int)length);
        Header = SafetensorsHeader.Parse(_header);
        if (Remaining < Header.DataBytes)
            throw Truncated();
        if (isWhole && Remaining > Header.DataBytes)
        {
            throw new CheckpointException(CheckpointProblem.Offsets,
                $"{Remaining - Header.DataBytes} bytes follow the last tensor, which belong to none.");
        }
    }

    internal SafetensorsHeader Header { get; }

    /// <summary>What is left, where that is known.</summary>
    private long? Remaining => _stream.CanSeek ? _stream.Length - _stream.Position : null;

    public void Dispose()
    {
        NativeMemory.Free(_data);
        _data = null;
    }

    /// <summary>Refuses a header that has changed since it was written.</summary>
    internal void CheckHeader()
    {
        int digits = Header.ChecksumStart;
        if (digits < 0 || CheckpointWriter.ChecksumOf(_header, digits) != Header.Metadata[MetadataKeys.HeaderChecksum])
            throw Changed("header");
    }

    /// <summary>Reads the elements. Their number must have been found to be what is wanted.</summary>
    internal void ReadData(bool isChecked)
    {
        _data = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, Header.DataBytes));
        uint crc = uint.MaxValue;
        for (long done = 0; done < Header.DataBytes; done += Safetensors.PieceBytes)
        {
            var piece = new Span<byte>(_data + done, (int)Math.Min(Header.DataBytes - done, Safetensors.PieceBytes));
            Fill(piece);
            crc = Fingerprints.Append(crc, piece);
        }

        if (isChecked && CheckpointWriter.Digits(crc) != Header.Metadata.GetValueOrDefault(MetadataKeys.DataChecksum))
            throw Changed("data");
    }

    /// <summary>The elements of a tensor.</summary>
    internal byte* Elements(string tensor) => _data + Header.Tensors[tensor].Begin;

    private static CheckpointException Truncated() =>
        new(CheckpointProblem.Truncated, "The file ends before what its header announces.");

    private static CheckpointException Changed(string what) =>
        new(CheckpointProblem.Checksum, $"The checksum of the {what} is wrong: the file was changed after it was written.");

    /// <summary>Takes as much memory as there are bytes, however many are announced.</summary>
    private byte[] ReadGrowing(int length)
    {
        var bytes = new byte[_stream.CanSeek ? length : Math.Min(length, FirstBytes)];
        for (int done = 0; ; bytes = Grown(bytes, length))
        {
            Fill(bytes.AsSpan(done));
            done = bytes.Length;
            if (done == length)
                return bytes;
        }
    }

    private static byte[] Grown(byte[] bytes, int length)
    {
        Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
        return bytes;
    }

    private void Fill(Span<byte> bytes)
    {
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw Truncated();
    }
}
