using System.Globalization;

namespace SamFast.Generators.Model;

/// <summary>The range of a hyperparameter, read from the notation of mathematics.</summary>
internal readonly record struct Interval(double Low, bool LowIncluded, double High, bool HighIncluded)
{
    public static readonly Interval All = new(double.NegativeInfinity, false, double.PositiveInfinity, false);

    /// <summary>Reads <c>"[0, 1)"</c>; a bound may be the name of another argument, resolved by the caller. Null where
    /// it cannot be read.</summary>
    public static Interval? Parse(string text, Func<string, double?> resolve)
    {
        int comma = text.IndexOf(',');
        if (comma < 2 || text.Length < comma + 3 || text[0] is not ('[' or '(') || text[text.Length - 1] is not (']' or ')'))
            return null;
        double? low = Bound(text.Substring(1, comma - 1).Trim(), resolve);
        double? high = Bound(text.Substring(comma + 1, text.Length - comma - 2).Trim(), resolve);
        return low is { } l && high is { } h
            ? new Interval(l, text[0] == '[', h, text[text.Length - 1] == ']')
            : null;
    }

    public bool Contains(double value) =>
        !double.IsNaN(value) && !double.IsInfinity(value)
        && (LowIncluded ? value >= Low : value > Low)
        && (HighIncluded ? value <= High : value < High);

    /// <summary>The test as a C# expression over <c>value</c>.</summary>
    public string Condition => (double.IsInfinity(Low), double.IsInfinity(High)) switch
    {
        (true, true) => "true",
        (false, true) => $"value {(LowIncluded ? ">=" : ">")} {Number(Low)}",
        (true, false) => $"value {(HighIncluded ? "<=" : "<")} {Number(High)}",
        _ => $"value is {(LowIncluded ? ">=" : ">")} {Number(Low)} and {(HighIncluded ? "<=" : "<")} {Number(High)}",
    };

    /// <summary>The part of the range that float can hold: of normal numbers, and 0.</summary>
    /// <param name="isRounded">Whether values are rounded to float themselves, and must not reach a bound that is excluded.</param>
    public FloatInterval InFloat(bool isRounded)
    {
        double low = isRounded && !LowIncluded && !double.IsInfinity(Low) ? FloatInterval.Above(Low) : Low;
        double high = isRounded && !HighIncluded && !double.IsInfinity(High) ? -FloatInterval.Above(-High) : High;
        return new FloatInterval(Math.Max(low, -float.MaxValue), Math.Min(high, float.MaxValue), Contains(0));
    }

    public override string ToString() =>
        $"{(LowIncluded ? '[' : '(')}{Number(Low)}, {Number(High)}{(HighIncluded ? ']' : ')')}";

    private static double? Bound(string text, Func<string, double?> resolve) => text switch
    {
        "∞" => double.PositiveInfinity,
        "-∞" or "−∞" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : resolve(text),
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "-∞",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
