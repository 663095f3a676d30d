using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace SamFast;

/// <summary>Hashes that are the same everywhere.</summary>
internal static class Fingerprints
{
    /// <summary>FNV-1a, 64 bits, as hexadecimal digits.</summary>
    internal static string OfText(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ value) * 1099511628211;
        return hash.ToString("x16", null);
    }

    /// <summary>Fingerprint of the tensors' names and shapes, independent of their order.</summary>
    internal static string Of(Layout layout) => OfText(string.Concat(layout
        .Select(tensor => $"{tensor.Name}[{string.Join(',', tensor.Dimensions)}]\n").Order(StringComparer.Ordinal)));

    /// <summary>Continues a CRC-32C with these bytes; the initial and the final value have all bits inverted.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, word);
        foreach (byte value in bytes[(bytes.Length & -sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, value);
        return crc;
    }
}
