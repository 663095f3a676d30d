using System.CommandLine.Parsing;
using System.Globalization;
using SamFast.Benchmarks.Memory;

namespace SamFast.Benchmarks.Report;

/// <summary>Numbers of parameters, such as 64, 16K or 1M. 200x64 is a list of tensors; 200x~64 is one with this length on
/// average.</summary>
internal static class Sizes
{
    private const int Kilo = 1 << 10, Mega = 1 << 20, Most = 128 * Mega;

    public static Shape[] Full { get; } =
    [
        new(2), new(8), new(16), new(64), new(Kilo), new(16 * Kilo), new(256 * Kilo), new(Mega), new(16 * Mega),
        new(64 * Mega), new(64, 200), new(Kilo, 200), new(5 * Kilo, 200),
        new(256, 200, IsMixed: true), new(5 * Kilo, 200, IsMixed: true),
    ];

    public static Shape[] Quick { get; } =
        [new(2), new(64), new(Kilo), new(16 * Kilo), new(256 * Kilo), new(Mega), new(16 * Mega), new(64, 200),
        new(256, 200, IsMixed: true)];

    public static string Text(Shape shape) =>
        shape.IsList ? $"{shape.Tensors}x{(shape.IsMixed ? "~" : "")}{Text(shape.Elements)}" : Text(shape.Elements);

    public static string Text(int size) => size switch
    {
        >= Mega when size % Mega == 0 => $"{size / Mega}M",
        >= Kilo when size % Kilo == 0 => $"{size / Kilo}K",
        _ => size.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Vectors first, then lists.</summary>
    public static Shape[] Parse(ArgumentResult argument)
    {
        var shapes = new HashSet<Shape>();
        foreach (string text in argument.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (TryParseShape(text) is { } shape)
                shapes.Add(shape);
            else
                argument.AddError($"'{text}' is not a size from 1 to {Text(Most)}, such as 64, 16K, 1M, 200x64 or 200x~64.");
        }

        return [.. shapes.OrderBy(shape => shape.IsList).ThenBy(shape => shape.IsMixed).ThenBy(shape => shape.Tensors).ThenBy(shape => shape.Elements)];
    }

    private static Shape? TryParseShape(string text)
    {
        int times = text.IndexOf('x', StringComparison.OrdinalIgnoreCase);
        int? tensors = times < 0 ? 1 : TryParse(text[..times]);
        string length = text[(times + 1)..];
        bool isMixed = times >= 0 && length.StartsWith('~');
        return TryParse(isMixed ? length[1..] : length) is { } elements && tensors is { } count && elements <= Most / count
            ? new Shape(elements, count, isMixed)
            : null;
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
