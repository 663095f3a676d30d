using System.Numerics;

namespace SamFast.Runtime;

public static partial class LossRules
{
    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double HuberLossTangent<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, ReadOnlySpan<T> gradient, double delta, Reduction reduction,
        ReadOnlySpan<T> weights, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise(
            new Losses.HuberTerm<T>(Losses.Limit<T>(delta)), predictions, targets, gradient, reduction, weights, predictionsTangent,
            gradientTangent);
}
