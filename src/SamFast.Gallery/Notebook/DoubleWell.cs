using System.Numerics;

namespace SamFast.Gallery.Notebook;

/// <summary>The notebook's loss, −exp(−(x − 2)² − y²) − exp(−(x² + 100y²)): a smooth well near (2, 0), and one near (0, 0) that
/// is as deep but ten times narrower in y.</summary>
internal static partial class DoubleWell
{
    [Differentiable]
    public static float Single(ReadOnlySpan<float> p) => Loss(p[0], p[1]);

    [Differentiable]
    public static double Double(ReadOnlySpan<double> p) => Loss(p[0], p[1]);

    /// <summary>The loss in any precision.</summary>
    public static T Loss<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T>
    {
        T two = T.CreateChecked(2), hundred = T.CreateChecked(100);
        return -T.Exp(-((x - two) * (x - two)) - y * y) - T.Exp(-(x * x + hundred * y * y));
    }
}
