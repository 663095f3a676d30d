using System.Globalization;
using System.IO.Compression;

namespace SamFast.Gallery.Digits.Data;

/// <summary>The 1,797 handwritten digits embedded in this program: 8×8 pixels from 0 to 16.</summary>
/// <remarks>The test set of "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak 1998, UCI Machine Learning
/// Repository (doi:10.24432/C50P49), CC BY 4.0.</remarks>
internal static class HandwrittenDigits
{
    private const int Pixels = 64, Brightest = 16;

    public static DataSet Load()
    {
        using var file = typeof(HandwrittenDigits).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        return new DataSet("digits", Read(text), Test: null);
    }

    /// <summary>Reads lines of 64 pixels and a class.</summary>
    /// <exception cref="InvalidDataException">A line has another format.</exception>
    internal static Examples Read(TextReader text)
    {
        var pixels = new List<float>();
        var labels = new List<int>();
        for (int line = 1; text.ReadLine() is { } row; line++)
        {
            string[] numbers = row.Split(',');
            if (numbers.Length != Pixels + 1)
                throw new InvalidDataException($"Line {line} has {numbers.Length} numbers, not {Pixels + 1}.");
            foreach (string number in numbers.AsSpan(0, Pixels))
                pixels.Add(Parse(number, Brightest, line) / (float)Brightest);
            labels.Add(Parse(numbers[Pixels], DataSet.Classes - 1, line));
        }

        return labels.Count > 0
            ? new Examples([.. pixels], [.. labels])
            : throw new InvalidDataException("There are no lines.");
    }

    private static int Parse(string number, int largest, int line) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= largest
            ? value
            : throw new InvalidDataException($"Line {line} has '{number}' instead of a number from 0 to {largest}.");
}
