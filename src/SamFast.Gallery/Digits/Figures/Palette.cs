using SamFast.Gallery.Digits.Training;
using ScottPlot;

namespace SamFast.Gallery.Digits.Figures;

/// <summary>A colour for each variant: greys without SAM, colours with it.</summary>
internal static class Palette
{
    private static readonly string[] _greys = ["#a9b3ba", "#5b6770", "#1f2933"];

    private static readonly string[] _colors =
        ["#56b4e9", "#0b61a4", "#17a398", "#8a9a1f", "#7b3fa0", "#f0a35e", "#d1495b", "#c45ab3", "#8c5a3c", "#123f6d"];

    public static Color Of(Variant variant)
    {
        var kin = Variant.All.Where(other => (other.Base is null) == (variant.Base is null)).ToList();
        string[] colors = variant.Base is null ? _greys : _colors;
        return Color.FromHex(colors[kin.IndexOf(variant) % colors.Length]);
    }
}
