using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SamFast;

/// <summary>A file that is being read: first its header, and once that has been checked, the elements of the tensors that
/// are wanted.</summary>
internal sealed unsafe class CheckpointReader : IDisposable
{
    private const int FirstBytes = 1 << 14, SkippedBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly byte[] _header;
    private readonly Dictionary<string, long> _places = new(StringComparer.Ordinal);
    private byte* _data;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The stream to read.</param>
    /// <param name="isWhole">True if the checkpoint must end where the stream ends.</param>
    /// <exception cref="CheckpointException">The header is invalid, or the file does not have the length that it
    /// states.</exception>
    internal CheckpointReader(Stream stream, bool isWhole)
    {
        _stream = stream;
        Span<byte> prefix = stackalloc byte[Safetensors.LengthBytes];
        Fill(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > Safetensors.MostHeaderBytes)
        {
            throw new CheckpointException(CheckpointProblem.HeaderSize,
                $"The header's length is given as {length} bytes: this is not a safetensors file, or it is damaged.");
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
                $"{Remaining - Header.DataBytes} bytes after the last tensor belong to no tensor.");
        }
    }

    internal SafetensorsHeader Header { get; }

    /// <summary>True if SamFast wrote the file, in any version of the format.</summary>
    internal bool IsOwn => Header.Metadata.ContainsKey(MetadataKeys.Version);

    /// <summary>True if the file has version 1 of the format, without groups and schedules.</summary>
    internal bool IsOfFirstVersion => Header.Metadata.GetValueOrDefault(MetadataKeys.Version) == MetadataKeys.FirstVersion;

    /// <summary>The number of remaining bytes, if known.</summary>
    private long? Remaining => _stream.CanSeek ? _stream.Length - _stream.Position : null;

    public void Dispose()
    {
        NativeMemory.Free(_data);
        _data = null;
    }

    /// <summary>Refuses a version of the format that is not known, and a header that has changed since it was
    /// written.</summary>
    internal void CheckHeader()
    {
        if (Header.Metadata.TryGetValue(MetadataKeys.Version, out string? version))
            CheckVersion(version);
        else if (!Header.Metadata.ContainsKey(MetadataKeys.HeaderChecksum))
            return;
        int digits = Header.ChecksumStart;
        if (digits < 0 || CheckpointWriter.ChecksumOf(_header, digits) != Header.Metadata[MetadataKeys.HeaderChecksum])
            throw Changed("header");
    }

    private static void CheckVersion(string version)
    {
        if (version is not (MetadataKeys.CurrentVersion or MetadataKeys.FirstVersion))
        {
            throw new CheckpointException(CheckpointProblem.Version,
                $"The file is in version {Texts.Shown(version)} of the format; this SamFast knows {MetadataKeys.FirstVersion} and "
                + $"{MetadataKeys.CurrentVersion}. Load it with a newer SamFast.");
        }
    }

    /// <summary>Reads the elements of some tensors and skips all others. Validate the header first: this allocates as much
    /// memory as these tensors take.</summary>
    internal void ReadData(IEnumerable<string> tensors, bool isChecked)
    {
        TensorEntry[] wanted = [.. tensors.Distinct().Select(name => Header.Tensors[name]).OrderBy(entry => entry.Begin).ThenBy(entry => entry.End)];
        _data = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, wanted.Sum(entry => Aligned(entry.End - entry.Begin))));
        uint crc = uint.MaxValue;
        long done = 0, place = 0;
        byte[]? skipped = null;
        foreach (var entry in wanted)
        {
            Skip(entry.Begin - done);
            Read(_data + place, entry.End - entry.Begin);
            _places.Add(entry.Name, place);
            (done, place) = (entry.End, place + Aligned(entry.End - entry.Begin));
        }

        Skip(Header.DataBytes - done);
        if (isChecked && CheckpointWriter.Digits(crc) != Header.Metadata.GetValueOrDefault(MetadataKeys.DataChecksum))
            throw Changed("data");

        void Skip(long bytes)
        {
            if (bytes == 0)
                return;
            skipped ??= new byte[(int)Math.Min(Header.DataBytes, SkippedBytes)];
            fixed (byte* piece = skipped)
            {
                for (long left = bytes; left > 0; left -= skipped.Length)
                    Read(piece, Math.Min(left, skipped.Length));
            }
        }

        void Read(byte* to, long bytes)
        {
            for (long read = 0; read < bytes; read += Safetensors.PieceBytes)
            {
                var piece = new Span<byte>(to + read, (int)Math.Min(bytes - read, Safetensors.PieceBytes));
                Fill(piece);
                crc = Fingerprints.Append(crc, piece);
            }
        }
    }

    /// <summary>The elements of a tensor that was read.</summary>
    internal byte* Elements(string tensor) => _data + _places[tensor];

    private static long Aligned(long bytes) => (bytes + sizeof(double) - 1) / sizeof(double) * sizeof(double);

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
