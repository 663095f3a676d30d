using System.Buffers.Binary;
using System.Text;

namespace SamFast;

/// <summary>The versions of symbols that an ELF library (64 bits, little-endian) needs of others.</summary>
internal static class SymbolVersions
{
    private const uint VersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Marks a required version as weak, so that the loader accepts its absence.</summary>
    /// <returns>True if the library requires the version.</returns>
    public static bool MakeOptional(Span<byte> image, string version)
    {
        long headers = BinaryPrimitives.ReadInt64LittleEndian(image[0x28..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3a..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(image[0x3c..]);
        for (int i = 0; i < count; i++)
        {
            var section = image[(int)(headers + (i * size))..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != VersionNeeds)
                continue;
            int names = Offset(image[(int)(headers + (Word(section, 40) * size))..]);
            return MakeOptional(image, Offset(section), names, version);
        }

        return false;
    }

    /// <summary>A list of libraries, and for each a list of versions; links are relative, 0 ends a list.</summary>
    private static bool MakeOptional(Span<byte> image, int library, int names, string version)
    {
        bool isFound = false;
        for (int next = -1; next != 0; library += next)
        {
            int entry = library + Word(image, library + 8);
            for (int step = -1; step != 0; entry += step)
            {
                if (Name(image, names + Word(image, entry + 8)) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(image[(entry + 4)..], Weak);
                    isFound = true;
                }

                step = Word(image, entry + 12);
            }

            next = Word(image, library + 12);
        }

        return isFound;
    }

    private static int Offset(ReadOnlySpan<byte> section) => (int)BinaryPrimitives.ReadInt64LittleEndian(section[24..]);

    private static int Word(ReadOnlySpan<byte> image, int offset) =>
        BinaryPrimitives.ReadInt32LittleEndian(image[offset..]);

    private static string Name(ReadOnlySpan<byte> image, int offset)
    {
        var text = image[offset..];
        return Encoding.ASCII.GetString(text[..text.IndexOf((byte)0)]);
    }
}
