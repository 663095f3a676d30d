using System.Buffers.Binary;
using System.Text;

namespace SamFast.Tests.Checkpoints;

/// <summary>Checkpoints written by hand, after the description of the format and nothing else.</summary>
internal static class Handmade
{
    private const string HeaderKey = "\"headerChecksum\":\"", DataKey = "\"dataChecksum\":\"", None = "00000000";

    /// <summary>Eight bytes of length, the header, the data.</summary>
    public static byte[] File(string header, params byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + json.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        data.CopyTo(file, 8 + json.Length);
        return file;
    }

    /// <summary>The same with the right checksums wherever the header has keys for them.</summary>
    public static byte[] Signed(string header, params byte[] data)
    {
        header = With(header, DataKey, Checksum(data));
        header = With(header, HeaderKey, None);
        return File(With(header, HeaderKey, Checksum(Encoding.UTF8.GetBytes(header))), data);
    }

    /// <summary>The header of a file, and its data.</summary>
    public static (string Header, byte[] Data) Parts(ReadOnlySpan<byte> file)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        return (Encoding.UTF8.GetString(file.Slice(8, length)), file[(8 + length)..].ToArray());
    }

    public static byte[] Data(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Data(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    /// <summary>CRC-32C bit by bit: the reflected polynomial 0x82F63B78.</summary>
    public static string Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
        }

        return $"{~crc:x8}";
    }

    private static string With(string header, string key, string digits)
    {
        int start = header.IndexOf(key, StringComparison.Ordinal) + key.Length;
        return start < key.Length || start + digits.Length > header.Length ? header : header[..start] + digits + header[(start + digits.Length)..];
    }
}
