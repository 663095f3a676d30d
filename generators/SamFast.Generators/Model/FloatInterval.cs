using System.Globalization;

namespace SamFast.Generators.Model;

/// <summary>Values of a hyperparameter that are normal numbers, or 0, once they are rounded to float.</summary>
/// <param name="Low">The least value, included.</param>
/// <param name="High">The largest value, included.</param>
/// <param name="HasZero">Whether 0 is one of them.</param>
internal readonly record struct FloatInterval(double Low, double High, bool HasZero)
{
    private const double SmallestNormal = 1.17549435082228751e-38;

    private bool HasNegative => Low <= -SmallestNormal;

    private bool HasPositive => High >= SmallestNormal;

    public bool Contains(double value) => (value == 0 && HasZero)
        || (HasNegative && value >= Low && value <= Math.Min(High, -SmallestNormal))
        || (HasPositive && value >= Math.Max(Low, SmallestNormal) && value <= High);

    /// <summary>The test as a C# expression over <c>value</c>.</summary>
    public string Condition => "value is " + Join(" or ",
        HasZero ? "0" : null,
        HasNegative ? $"(>= {Literal(Low)} and <= {Literal(Math.Min(High, -SmallestNormal))})" : null,
        HasPositive ? $"(>= {Literal(Math.Max(Low, SmallestNormal))} and <= {Literal(High)})" : null);

    public override string ToString() => Join(" or ",
        HasZero ? "0" : null,
        HasNegative ? $"[{Text(Low)}, {Text(Math.Min(High, -SmallestNormal))}]" : null,
        HasPositive ? $"[{Text(Math.Max(Low, SmallestNormal))}, {Text(High)}]" : null);

    /// <summary>The least number above a bound that is still above it as a float; of 0, the least normal one.</summary>
    public static double Above(double bound)
    {
        if (bound == 0)
            return SmallestNormal;
        float rounded = (float)bound;
        if (rounded > bound)
            return rounded;
        int bits = BitConverter.ToInt32(BitConverter.GetBytes(rounded), 0);
        return BitConverter.ToSingle(BitConverter.GetBytes(rounded > 0 ? bits + 1 : bits - 1), 0);
    }

    private static string Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(part => part is not null));

    private static string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(double value) => Math.Abs(value) switch
    {
        SmallestNormal => value < 0 ? "-1.1754944E-38" : "1.1754944E-38",
        float.MaxValue => value < 0 ? "-3.4028235E+38" : "3.4028235E+38",
        _ => value.ToString("G8", CultureInfo.InvariantCulture),
    };
}
