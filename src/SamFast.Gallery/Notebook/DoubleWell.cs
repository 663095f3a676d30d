using System.Numerics;

namespace SamFast.Gallery.Notebook;

/// <summary>
/// The notebook's loss, −exp(−(x − 2)² − y²) − exp(−(x² + 100y²)): a smooth well near (2, 0), and one near (0, 0) that
/// is as deep but ten times narrower in y. Counts the evaluations of its gradient.
/// </summary>
/// <typeparam name="T">The precision of the computation.</typeparam>
internal struct DoubleWell<T> : IGradient<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of gradients evaluated by this instance.</summary>
    public int Evaluations { get; private set; }

    public static T Loss(T x, T y)
    {
        var (smooth, sharp) = Wells(x, y);
        return -smooth - sharp;
    }

    public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
    {
        var (x, y) = (point[0], point[1]);
        var (smooth, sharp) = Wells(x, y);
        var two = T.CreateChecked(2);
        gradient[0] = two * ((x - two) * smooth + x * sharp);
        gradient[1] = two * y * (smooth + T.CreateChecked(100) * sharp);
        Evaluations++;
    }

    private static (T Smooth, T Sharp) Wells(T x, T y)
    {
        var dx = x - T.CreateChecked(2);
        return (T.Exp(-(dx * dx) - y * y), T.Exp(-(x * x + T.CreateChecked(100) * y * y)));
    }
}
