using System.Globalization;

namespace SamFast.Package.Tests;

/// <summary>The output of the consumer: a hash of parameters and state for each optimizer and number of threads, and a hash for
/// each function.</summary>
internal static class Hashes
{
    public const int Optimizers = 19, Functions = 55, Count = (3 * Optimizers) + Functions;

    public static IReadOnlyDictionary<(string Optimizer, int Threads), string> Parse(string text) =>
        Lines(text).Where(cells => cells.Length == 4)
            .ToDictionary(cells => (cells[0], int.Parse(cells[2], CultureInfo.InvariantCulture)), cells => cells[3]);

    /// <summary>Milliseconds from the start of the process to its first step.</summary>
    public static double Start(string text) =>
        double.Parse(Lines(text).Single(cells => cells[0] == "started")[1], CultureInfo.InvariantCulture);

    private static IEnumerable<string[]> Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '));
}
