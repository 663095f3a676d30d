using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SamFast;

/// <summary>A file that is about to be written: its header is complete, and its length is known.</summary>
internal sealed class CheckpointWriter
{
    private readonly byte[] _header;
    private readonly StoredTensor[] _tensors;

    /// <param name="tensors">The tensors, in any order.</param>
    /// <param name="metadata">What else the header says.</param>
    /// <param name="isChecked">Whether it also has checksums.</param>
    /// <exception cref="ArgumentException">Two tensors have the same name.</exception>
    internal CheckpointWriter(
        IEnumerable<StoredTensor> tensors, IEnumerable<(string Key, string Value)> metadata, bool isChecked)
    {
        // Larger elements first: all begin at a multiple of their size.
        _tensors =
            [.. tensors.OrderByDescending(t => Safetensors.Bits(t.Type)).ThenBy(t => t.Name, StringComparer.Ordinal)];
        if (_tensors.GroupBy(t => t.Name).FirstOrDefault(named => named.Count() > 1)?.Key is { } twice)
        {
            throw new ArgumentException(
                $"Two tensors of the file would be called '{twice}'. Rename the one of the layout that is called so.");
        }

        string data = isChecked ? ChecksumOfData() : "";
        _header = Compose(isChecked
            ? [(MetadataKeys.HeaderChecksum, MetadataKeys.NoChecksum), (MetadataKeys.DataChecksum, data), .. metadata]
            : [.. metadata]);
        if (isChecked)
            Sign(_header);
    }

    /// <summary>How long the file will be.</summary>
    internal long Length => Safetensors.LengthBytes + _header.Length + _tensors.Sum(t => t.Bytes);

    internal void WriteTo(SpanAction write)
    {
        Span<byte> length = stackalloc byte[Safetensors.LengthBytes];
        BinaryPrimitives.WriteInt64LittleEndian(length, _header.Length);
        write(length);
        write(_header);
        foreach (var tensor in _tensors)
            tensor.Write(write);
    }

    /// <summary>The checksum of a header, with 0 for its own digits.</summary>
    internal static string ChecksumOf(ReadOnlySpan<byte> header, int digits)
    {
        uint crc = Fingerprints.Append(uint.MaxValue, header[..digits]);
        crc = Fingerprints.Append(crc, "00000000"u8);
        return Digits(Fingerprints.Append(crc, header[(digits + MetadataKeys.NoChecksum.Length)..]));
    }

    internal static string Digits(uint crc) => (~crc).ToString("x8", null);

    private string ChecksumOfData()
    {
        uint crc = uint.MaxValue;
        foreach (var tensor in _tensors)
            tensor.Write(bytes => crc = Fingerprints.Append(crc, bytes));
        return Digits(crc);
    }

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
                $"The header would have {buffer.WrittenCount} bytes, and the format allows 100 MB.");
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
