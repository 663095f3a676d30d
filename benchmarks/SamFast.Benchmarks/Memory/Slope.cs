using System.Numerics;

namespace SamFast.Benchmarks.Memory;

/// <summary>A gradient function that costs nothing: its first gradient stays in the buffer. To compare results it
/// follows
/// the point instead, as the gradient of ½‖p‖² does.</summary>
internal struct Slope<T>(bool follows) : IGradient<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private bool _isFilled;

    public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
    {
        if (_isFilled && !follows)
            return;
        point.CopyTo(gradient);
        _isFilled = true;
    }
}
