using System.Numerics;

namespace SamFast.Benchmarks.Memory;

/// <summary>A gradient function without cost: it keeps the first gradient in the buffer. To compare results, it writes the gradient
/// of ½‖p‖² instead.</summary>
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
