namespace SamFast.Gallery.Digits.Data;

/// <summary>A folder with the four files of MNIST, Fashion-MNIST and their relatives.</summary>
internal static class MnistFolder
{
    public static DataSet Load(string folder)
    {
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
