using System.Numerics;

namespace SamFast.Runtime;

public static partial class LossRules
{
    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double LogCoshTangent<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, ReadOnlySpan<T> gradient, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise(default(Losses.LogCoshTerm<T>), predictions, targets, gradient, reduction, weights, predictionsTangent, gradientTangent);
}
