using System.CommandLine.Parsing;
using System.Globalization;

namespace SamFast.Benchmarks.Report;

/// <summary>Numbers of parameters, written as 64, 16K or 1M.</summary>
internal static class Sizes
{
    private const int Kilo = 1 << 10, Mega = 1 << 20, Most = 128 * Mega;

    public static int[] Full { get; } =
        [2, 8, 16, 64, Kilo, 16 * Kilo, 256 * Kilo, Mega, 16 * Mega, 64 * Mega];

    public static int[] Quick { get; } = [2, 64, Kilo, 16 * Kilo, 256 * Kilo, Mega, 16 * Mega];

    public static string Text(int size) => size switch
    {
        >= Mega when size % Mega == 0 => $"{size / Mega}M",
        >= Kilo when size % Kilo == 0 => $"{size / Kilo}K",
        _ => size.ToString(CultureInfo.InvariantCulture),
    };

    public static int[] Parse(ArgumentResult argument)
    {
        var sizes = new SortedSet<int>();
        foreach (string text in argument.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (TryParse(text) is { } size)
                sizes.Add(size);
            else
                argument.AddError($"'{text}' is not a size from 1 to {Text(Most)}, such as 64, 16K or 1M.");
        }

        return [.. sizes];
    }

    private static int? TryParse(string text)
    {
        int unit = text switch
        {
            [.., 'K' or 'k'] => Kilo,
            [.., 'M' or 'm'] => Mega,
            _ => 1,
        };
        string digits = unit == 1 ? text : text[..^1];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count >= 1 && count <= Most / unit ? count * unit : null;
    }
}
