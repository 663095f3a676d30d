namespace SamFast.Gallery.Notebook;

/// <summary>The places of the loss surface that the notebook speaks of.</summary>
internal static class Landmarks
{
    /// <summary>The starting point of every optimizer.</summary>
    public static Point Start { get; } = new(-0.4, -0.4);

    /// <summary>The centre of the smooth well: arrivals are distances to this point.</summary>
    public static Point SmoothWell { get; } = new(2, 0);

    /// <summary>The minimum of the smooth well, which the other well pulls a little to the left.</summary>
    public static Point SmoothMinimum { get; } = new(RootOfSlope(1.5, 2), 0);

    /// <summary>The minimum of the sharp well, pulled a little to the right.</summary>
    public static Point SharpMinimum { get; } = new(RootOfSlope(0, 0.5), 0);

    /// <summary>Which minimum a point is nearer to.</summary>
    public static string NearestOptimum(Point point) =>
        point.DistanceTo(SmoothMinimum) < point.DistanceTo(SharpMinimum) ? "smooth" : "sharp";

    /// <summary>Bisects ∂loss/∂x on y = 0: negative at <paramref name="low"/>, positive at the other end.</summary>
    private static double RootOfSlope(double low, double high)
    {
        var well = new DoubleWell<double>();
        Span<double> gradient = stackalloc double[2];
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            well.Evaluate([middle, 0], gradient, default);
            (low, high) = gradient[0] < 0 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
