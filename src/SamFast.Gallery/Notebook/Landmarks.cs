namespace SamFast.Gallery.Notebook;

/// <summary>The points of the loss surface in the claims of the notebook.</summary>
internal static class Landmarks
{
    /// <summary>The starting point of every optimizer.</summary>
    public static Point Start { get; } = new(-0.4, -0.4);

    /// <summary>The centre of the smooth well: arrivals are distances to this point.</summary>
    public static Point SmoothWell { get; } = new(2, 0);

    /// <summary>The minimum of the smooth well, slightly left of its centre because of the other well.</summary>
    public static Point SmoothMinimum { get; } = new(RootOfSlope(1.5, 2), 0);

    /// <summary>The minimum of the sharp well, slightly right of its centre.</summary>
    public static Point SharpMinimum { get; } = new(RootOfSlope(0, 0.5), 0);

    /// <summary>The minimum that is nearer to a point.</summary>
    public static string NearestOptimum(Point point) =>
        point.DistanceTo(SmoothMinimum) < point.DistanceTo(SharpMinimum) ? "smooth" : "sharp";

    /// <summary>Bisects ∂loss/∂x on y = 0: negative at <paramref name="low"/>, positive at the other end.</summary>
    private static double RootOfSlope(double low, double high)
    {
        Span<double> gradient = stackalloc double[2];
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            DoubleWell.DoubleGradient([middle, 0], gradient);
            (low, high) = gradient[0] < 0 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
