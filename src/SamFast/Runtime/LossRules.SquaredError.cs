using System.Numerics;

namespace SamFast.Runtime;

public static partial class LossRules
{
    /// <summary>Returns the tangent of the loss, and writes that of its gradient.</summary>
    /// <exception cref="ArgumentException">An argument is none of the loss's, lengths differ, or spans overlap.</exception>
    public static double SquaredErrorTangent<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, ReadOnlySpan<T> gradient, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise(default(Losses.Square<T>), predictions, targets, gradient, reduction, weights, predictionsTangent, gradientTangent);

    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double L2LossTangent<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, ReadOnlySpan<T> gradient, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise(default(Losses.HalfSquare<T>), predictions, targets, gradient, reduction, weights, predictionsTangent, gradientTangent);
}
