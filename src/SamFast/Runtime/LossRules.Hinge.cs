using System.Numerics;

namespace SamFast.Runtime;

public static partial class LossRules
{
    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double HingeLossTangent<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> gradient, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Linear(predictions, gradient, predictionsTangent, gradientTangent);

    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double PerceptronLossTangent<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> gradient, ReadOnlySpan<T> predictionsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Linear(predictions, gradient, predictionsTangent, gradientTangent);
}
