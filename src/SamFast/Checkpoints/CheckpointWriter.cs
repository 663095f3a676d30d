using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SamFast;

/// <summary>A file that is about to be written: its header is complete and can be read, and its length is known.</summary>
internal sealed class CheckpointWriter
{
    private readonly string _target;
    private readonly byte[] _header;
    private readonly StoredTensor[] _tensors;
    private readonly string _dataChecksum;

    /// <param name="target">The target, for messages.</param>
    /// <param name="tensors">All tensors that a reader looks for, in any order, including those that are written.</param>
    /// <param name="metadata">The other metadata of the header.</param>
    /// <param name="user">The user's entries.</param>
    /// <param name="isChecked">True if the file gets checksums.</param>
    /// <exception cref="ArgumentException">No reader would accept the file, for example because two tensors have the same
    /// name.</exception>
    /// <exception cref="NotSupportedException">The header would be too long.</exception>
    internal CheckpointWriter(
        string target, IReadOnlyList<StoredTensor> tensors, IEnumerable<(string Key, string Value)> metadata,
        IEnumerable<(string Key, string Value)> user, bool isChecked)
    {
        _target = target;
        CheckNames(tensors);
        // Larger elements first: all begin at a multiple of their size.
        _tensors =
        [
            .. tensors.Where(t => t.IsWritten).OrderByDescending(t => Safetensors.Bits(t.Type))
                .ThenBy(t => t.Name, StringComparer.Ordinal),
        ];
        _dataChecksum = ChecksumOfData(_ => { });
        (string Key, string Value)[] entries = isChecked
            ? [(MetadataKeys.HeaderChecksum, MetadataKeys.NoChecksum), (MetadataKeys.DataChecksum, _dataChecksum), .. metadata, .. user]
            : [.. metadata, .. user];
        foreach (var (key, value) in entries)
            CheckText(key, value);
        _header = Compose(entries);
        if (isChecked)
            Sign(_header);
        CheckHeader(entries.Length);
    }

    /// <summary>The length of the file in bytes.</summary>
    internal long Length => Safetensors.LengthBytes + _header.Length + _tensors.Sum(t => t.Bytes);

    /// <exception cref="InvalidOperationException">An element has changed since the checksum was computed.</exception>
    internal void WriteTo(SpanAction write)
    {
        Span<byte> length = stackalloc byte[Safetensors.LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, _header.Length);
        write(length);
        write(_header);
        if (ChecksumOfData(write) != _dataChecksum)
        {
            throw new InvalidOperationException(
                $"{_target}: the optimizer is in the middle of a step, or the parameters changed during the save. "
                + "Save between two steps, or save a clone.");
        }
    }

    /// <summary>The checksum of a header, with 0 for its own digits.</summary>
    internal static string ChecksumOf(ReadOnlySpan<byte> header, int digits)
    {
        uint crc = Fingerprints.Append(uint.MaxValue, header[..digits]);
        crc = Fingerprints.Append(crc, "00000000"u8);
        return Digits(Fingerprints.Append(crc, header[(digits + MetadataKeys.NoChecksum.Length)..]));
    }

    internal static string Digits(uint crc) => (~crc).ToString("x8", null);

    private string ChecksumOfData(SpanAction write)
    {
        uint crc = uint.MaxValue;
        foreach (var tensor in _tensors)
        {
            tensor.Write(bytes =>
            {
                crc = Fingerprints.Append(crc, bytes);
                write(bytes);
            });
        }

        return Digits(crc);
    }

    /// <summary>Refuses names that a header cannot have.</summary>
    private void CheckNames(IReadOnlyList<StoredTensor> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (tensor.Name == Safetensors.Metadata)
                throw Unreadable($"the format reserves the name '{Safetensors.Metadata}'. Rename that tensor of the layout.");
            if (!Texts.IsUnicode(tensor.Name))
            {
                throw Unreadable(
                    $"the name '{Texts.Shown(tensor.Name)}' has an unpaired surrogate, which UTF-8 cannot encode. Rename "
                    + "that tensor of the layout.");
            }

            if (!names.Add(tensor.Name))
            {
                throw Unreadable(
                    $"two tensors would have the name '{Texts.Shown(tensor.Name)}': one of the layout, and one of the state. Rename that "
                    + "tensor of the layout.");
            }
        }
    }

    private void CheckText(string key, string value)
    {
        if (Texts.IsUnicode(key) && Texts.IsUnicode(value))
            return;
        bool isGroup = key.StartsWith(MetadataKeys.Group, StringComparison.Ordinal);
        string what = isGroup ? $"the group of tensor '{Texts.Shown(key[MetadataKeys.Group.Length..])}'" : $"'{Texts.Shown(key)}' of the metadata";
        throw Unreadable($"{what} has an unpaired surrogate, which UTF-8 cannot encode. Write another text.");
    }

    /// <summary>Reads the header as a loader will, so that no file is written that loading would refuse.</summary>
    private void CheckHeader(int entries)
    {
        SafetensorsHeader header;
        try
        {
            header = SafetensorsHeader.Parse(_header);
        }
        catch (CheckpointException exception)
        {
            throw Unreadable(exception.Reason, exception);
        }

        bool isSame = header.Metadata.Count == entries && header.Tensors.Count == _tensors.Length
            && _tensors.All(tensor => header.Tensors.TryGetValue(tensor.Name, out var entry) && entry.Fits(tensor));
        if (!isSame)
            throw Unreadable("its header would be read as another one. Rename the tensors of the layout, or the keys of the metadata.");
    }

    private ArgumentException Unreadable(string why, Exception? cause = null) =>
        new($"{_target} cannot be saved, as nobody could load it: {why}", cause);

    private byte[] Compose((string Key, string Value)[] metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            json.WriteStartObject();
            if (metadata.Length > 0)
            {
                json.WriteStartObject(Safetensors.Metadata);
                foreach (var (key, value) in metadata)
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            long begin = 0;
            foreach (var tensor in _tensors)
            {
                Write(json, tensor, begin);
                begin += tensor.Bytes;
            }

            json.WriteEndObject();
        }

        // The format allows spaces at the end.
        int length = Safetensors.LengthBytes + buffer.WrittenCount;
        int padded = (length + Safetensors.Alignment - 1) / Safetensors.Alignment * Safetensors.Alignment;
        buffer.GetSpan(padded - length)[..(padded - length)].Fill((byte)' ');
        buffer.Advance(padded - length);
        return buffer.WrittenCount <= Safetensors.MostHeaderBytes
            ? buffer.WrittenSpan.ToArray()
            : throw new NotSupportedException(
                $"{_target} cannot be saved: the header would have {buffer.WrittenCount} bytes, and the format allows "
                + $"{Safetensors.MostHeaderBytes}. Save less metadata, or fewer tensors.");
    }

    private static void Write(Utf8JsonWriter json, StoredTensor tensor, long begin)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString(Safetensors.DataType, tensor.Type);
        json.WriteStartArray(Safetensors.Shape);
        foreach (int dimension in tensor.Shape)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray(Safetensors.Offsets);
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + tensor.Bytes);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Puts the checksum in its place: the first entry of the metadata.</summary>
    private static void Sign(Span<byte> header)
    {
        int digits = header.IndexOf("\"headerChecksum\":\"00000000\""u8) + "\"headerChecksum\":\"".Length;
        string checksum = ChecksumOf(header, digits);
        for (int i = 0; i < checksum.Length; i++)
            header[digits + i] = (byte)checksum[i];
    }
}
