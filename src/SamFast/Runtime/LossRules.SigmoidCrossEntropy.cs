using System.Numerics;

namespace SamFast.Runtime;

public static partial class LossRules
{
    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double SigmoidBinaryCrossEntropyTangent<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, ReadOnlySpan<T> gradient, Reduction reduction, ReadOnlySpan<T> weights,
        ReadOnlySpan<T> logitsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Elementwise(default(Losses.SigmoidTerm<T>), logits, labels, gradient, reduction, weights, logitsTangent, gradientTangent);

    /// <inheritdoc cref="SquaredErrorTangent"/>
    public static double SigmoidFocalLossTangent<T>(
        ReadOnlySpan<T> logits, ReadOnlySpan<T> labels, ReadOnlySpan<T> gradient, double gamma, double? alpha,
        Reduction reduction, ReadOnlySpan<T> weights, ReadOnlySpan<T> logitsTangent, Span<T> gradientTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Losses.CheckFocal(gamma, alpha);
        return gamma == 0 && alpha is null
            ? Elementwise(default(Losses.SigmoidTerm<T>), logits, labels, gradient, reduction, weights, logitsTangent, gradientTangent)
            : Elementwise(Losses.Focal<T>(gamma, alpha), logits, labels, gradient, reduction, weights, logitsTangent, gradientTangent);
    }
}
