using System.Runtime.InteropServices;

/// <summary>FNV-1a with 64 bits: a hash that needs no library of the operating system.</summary>
internal static class Fnv
{
    public static string Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in bytes)
            hash = (hash ^ b) * 0x100000001B3;
        return hash.ToString("X16");
    }

    public static string Hash<T>(ReadOnlySpan<T> numbers) where T : unmanaged => Hash(MemoryMarshal.AsBytes(numbers));
}
