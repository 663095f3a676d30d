namespace SamFast.Gallery.Digits.Data;

/// <summary>A folder with the four files of MNIST, Fashion-MNIST and their relatives.</summary>
internal static class MnistFolder
{
    private static readonly string[] _files =
    [
        "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz",
    ];

    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or has another format, or the files do not belong together.</exception>
    public static DataSet Load(string folder)
    {
        string[] missing = [.. _files.Where(file => !File.Exists(Path.Combine(folder, file)))];
        if (missing.Length > 0)
        {
            throw new FileNotFoundException(
                $"{folder} lacks {string.Join(", ", missing)}: it must have all four files, gzipped, as they are published.");
        }

        var pool = Load(folder, "train");
        var test = Load(folder, "t10k");
        return pool.Features == test.Features
            ? new DataSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), pool, test)
            : throw new InvalidDataException(
                $"The images for training have {pool.Features} pixels, those for tests {test.Features}.");
    }

    private static Examples Load(string folder, string part) => IdxFile.Load(
        Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"));
}
