using System.Globalization;

namespace SamFast.Generators.Symbols;

/// <summary>The range of a hyperparameter, read from the notation of mathematics.</summary>
internal readonly record struct Interval(double Low, bool LowIncluded, double High, bool HighIncluded)
{
    private const double SmallestFloat = 1.17549435082228751e-38;

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

    /// <summary>True if it contains no number.</summary>
    public bool IsEmpty => Low > High || (Low == High && !(LowIncluded && HighIncluded));

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

    /// <summary>True if the range contains a value, and float represents it as 0 or as a normal number. A decay just below 1 may round to 1: its
    /// complement is computed in double.</summary>
    public bool ContainsInFloat(double value) =>
        Contains(value) && (value == 0 || (Math.Abs(value) >= SmallestFloat && Math.Abs(value) <= float.MaxValue));

    /// <summary>Those values, in words.</summary>
    public string InFloat
    {
        get
        {
            var negative = this with { High = -SmallestFloat, HighIncluded = true };
            var positive = this with { Low = SmallestFloat, LowIncluded = true };
            string?[] parts = [Low <= -SmallestFloat ? negative.Bounded : null, Contains(0) ? "0" : null, High >= SmallestFloat ? positive.Bounded : null];
            return string.Join(" or ", parts.Where(part => part is not null));
        }
    }

    private string Bounded => (this with
    {
        Low = Math.Max(Low, -float.MaxValue),
        LowIncluded = LowIncluded || double.IsInfinity(Low),
        High = Math.Min(High, float.MaxValue),
        HighIncluded = HighIncluded || double.IsInfinity(High),
    }).ToString();

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
        SmallestFloat => "1.1754944E-38",
        -SmallestFloat => "-1.1754944E-38",
        float.MaxValue => "3.4028235E+38",
        -float.MaxValue => "-3.4028235E+38",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
