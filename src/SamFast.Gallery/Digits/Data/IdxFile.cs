using System.Buffers.Binary;
using System.IO.Compression;

namespace SamFast.Gallery.Digits.Data;

/// <summary>The format of the MNIST family: two zero bytes, the type, the number of dimensions, each dimension as a
/// big-endian integer, and the elements; here, of unsigned bytes, gzipped.</summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>The limit of sizes. It is more than in any data set of this family, so that a larger size means a damaged file.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>Reads images and their labels.</summary>
    /// <exception cref="InvalidDataException">A file is damaged or has another format, or the two do not belong
    /// together.</exception>
    public static Examples Load(string images, string labels)
    {
        var (imageSizes, pixels) = Load(images, dimensions: 3);
        var (_, classes) = Load(labels, dimensions: 1);
        if (classes.Length != imageSizes[0])
            throw new InvalidDataException($"{images} has {imageSizes[0]} images, but {labels} {classes.Length} labels.");
        if (classes.Length == 0 || pixels.Length == 0)
            throw new InvalidDataException($"{images} is empty.");
        foreach (byte label in classes)
        {
            if (label >= DataSet.Classes)
                throw new InvalidDataException($"{labels} has the label {label}; labels are from 0 to {DataSet.Classes - 1}.");
        }

        return new Examples([.. pixels.Select(pixel => pixel / 255f)], [.. classes.Select(label => (int)label)]);
    }

    private static (int[] Sizes, byte[] Elements) Load(string path, int dimensions)
    {
        using var file = File.OpenRead(path);
        using var data = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            return Read(data, dimensions);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads one file, decompressed.</summary>
    /// <exception cref="InvalidDataException">The file has another format, or is incomplete.</exception>
    internal static (int[] Sizes, byte[] Elements) Read(Stream data, int dimensions)
    {
        Span<byte> word = stackalloc byte[4];
        ReadWord(data, word);
        if (word[0] != 0 || word[1] != 0)
            throw new InvalidDataException("This is no IDX file: it does not begin with two zero bytes.");
        if (word[2] != UnsignedByte)
            throw new InvalidDataException($"Its elements have the type {word[2]}, not {UnsignedByte}, unsigned bytes.");
        if (word[3] != dimensions)
            throw new InvalidDataException($"It has {word[3]} dimensions, not {dimensions}.");

        var sizes = new int[dimensions];
        long length = 1;
        for (int i = 0; i < dimensions; i++)
        {
            ReadWord(data, word);
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            if (sizes[i] < 0 || (length *= sizes[i]) > MostBytes)
                throw new InvalidDataException("Its dimensions are impossible.");
        }

        var elements = new byte[length];
        int read = data.ReadAtLeast(elements, elements.Length, throwOnEndOfStream: false);
        if (read < elements.Length)
            throw new InvalidDataException($"It ends after {read} of its {length} elements: fetch it again.");
        if (data.ReadByte() >= 0)
            throw new InvalidDataException($"It goes on after its {length} elements.");
        return (sizes, elements);
    }

    private static void ReadWord(Stream data, Span<byte> word)
    {
        if (data.ReadAtLeast(word, word.Length, throwOnEndOfStream: false) < word.Length)
            throw new InvalidDataException("It ends in its header: fetch it again.");
    }
}
