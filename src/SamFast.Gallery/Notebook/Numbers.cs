using System.Globalization;

namespace SamFast.Gallery.Notebook;

/// <summary>The format of printed numbers.</summary>
internal static class Numbers
{
    /// <summary>A number with a fixed number of decimals, and no minus sign before a zero.</summary>
    public static string Fixed(double value, int decimals) =>
        Round(value, decimals).ToString("F" + Count(decimals), CultureInfo.InvariantCulture);

    /// <summary>A count; "never" if it is null.</summary>
    public static string Count(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "never";

    /// <summary>A distance or coordinate with as many decimals as it needs, four at most.</summary>
    public static string Text(double value) => Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture);

    public static string Text(Point point) => $"({Text(point.X)}, {Text(point.Y)})";

    // Adding zero turns −0 into 0.
    private static double Round(double value, int decimals) => Math.Round(value, decimals) + 0.0;
}
