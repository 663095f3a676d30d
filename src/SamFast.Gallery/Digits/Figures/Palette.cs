using SamFast.Gallery.Digits.Training;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>The variants shown in the figures, and their colours, lines and markers: grey without SAM, dashed and open at the
/// lower rate, coloured with SAM.</summary>
/// <remarks>Variants that do not train at every level of noise are in the tables only: their range would compress the
/// other curves.</remarks>
internal static class Palette
{
    private static readonly Dictionary<string, string> _colors = new()
    {
        ["sgd"] = "#a9b3ba",
        ["momentum"] = "#5b6770",
        ["adamw"] = "#1f2933",
        ["sgd-slow"] = "#a9b3ba",
        ["momentum-slow"] = "#5b6770",
        ["adamw-slow"] = "#1f2933",
        ["sam-sgd"] = "#56b4e9",
        ["sam-momentum"] = "#0b61a4",
        ["sam-adamw"] = "#17a398",
        ["asam"] = "#7b3fa0",
        ["sam-m1"] = "#d1495b",
        ["stable-sam"] = "#8a9a1f",
        ["look-sam"] = "#f0a35e",
    };

    public static IReadOnlyCollection<string> Chosen => _colors.Keys;

    public static bool Has(Variant variant) => _colors.ContainsKey(variant.Name);

    public static Color Of(Variant variant) => Color.FromHex(_colors[variant.Name]);

    public static LinePattern PatternOf(Variant variant) => variant.IsSlow ? LinePattern.Dashed : LinePattern.Solid;

    public static MarkerShape MarkerOf(Variant variant) =>
        variant.IsSlow ? MarkerShape.OpenCircle : MarkerShape.FilledCircle;
}
