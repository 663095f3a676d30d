using SamFast.Gallery.Torch.Training;
using ScottPlot;

namespace SamFast.Gallery.Torch.Figures;

/// <summary>Greys without SAM, dashed and open at the lower rate; colours with it.</summary>
internal static class Palette
{
    public static Color Of(Variant variant) => Color.FromHex(variant.Name switch
    {
        "momentum" or "momentum-slow" => "#8a959d",
        "adamw" or "adamw-slow" => "#1f2933",
        "sam-momentum" => "#0b61a4",
        _ => "#17a398",
    });

    public static LinePattern PatternOf(Variant variant) => variant.IsSlow ? LinePattern.Dashed : LinePattern.Solid;

    public static MarkerShape MarkerOf(Variant variant) =>
        variant.IsSlow ? MarkerShape.OpenCircle : MarkerShape.FilledCircle;
}
