using System.Numerics;

namespace SamFast.Runtime;

public static partial class LossRules
{
    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double KlDivergenceTangent<T>(
        ReadOnlySpan<T> logPredictions, ReadOnlySpan<T> gradient, ReadOnlySpan<T> logPredictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Linear(logPredictions, gradient, logPredictionsTangent, gradientTangent);

    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double KlDivergenceWithLogTargetsTangent<T>(
        ReadOnlySpan<T> logPredictions, ReadOnlySpan<T> gradient, ReadOnlySpan<T> logPredictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Linear(logPredictions, gradient, logPredictionsTangent, gradientTangent);
}
