using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
    /// <summary>Huber's loss: ½e² up to |e| = δ, and δ·(|e| − ½δ) beyond; e = prediction − target.</summary>
    /// <remarks>Huber 1964. The same as <c>optax.huber_loss</c>. The second derivative at |e| = δ is 1.</remarks>
    /// <param name="predictions">The predictions.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="gradient">Receives the derivative with respect to each prediction.</param>
    /// <param name="delta">δ, the error from which on the loss is linear; positive and finite in <typeparamref
    /// name="T"/>.</param>
    /// <param name="reduction">The reduction of the examples' losses.</param>
    /// <param name="weights">A factor per example, or an empty span.</param>
    /// <inheritdoc cref="SquaredError"/>
    [Derivative(
        typeof(LossRules), nameof(LossRules.PredictionsAdjoint), Tangent = nameof(LossRules.HuberLossTangent),
        AdjointTangent = nameof(LossRules.PredictionsAdjointTangent))]
    public static double HuberLoss<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, double delta = 1,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(predictions, targets, gradient, reduction, weights);
        return Elementwise(new HuberTerm<T>(Limit<T>(delta)), predictions, targets, gradient, reduction, weights);
    }

    /// <summary>δ in the type of the predictions.</summary>
    internal static T Limit<T>(double delta) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var limit = T.CreateTruncating(delta);
        if (!T.IsFinite(limit) || limit <= T.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(delta), delta, string.Create(
                CultureInfo.InvariantCulture,
                $"delta must be in [{T.Epsilon}, {Blocks.Largest<T>()}], the positive numbers of {typeof(T).Name}."));
        }

        return limit;
    }

    internal readonly struct HuberTerm<T>(T delta) : ITerm<T>, ICurvedTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var limit = Vector512.Create(delta);
            var error = prediction - target;
            var magnitude = Vector512.Abs(error);
            var quadratic = Vector512.Min(magnitude, limit);
            slope = Vector512.CopySign(quadratic, error);
            return quadratic * (Blocks.Constant<T>(0.5) * quadratic) + limit * (magnitude - quadratic);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Bend(Vector512<T> prediction, Vector512<T> target)
        {
            var magnitude = Vector512.Abs(prediction - target);
            return Vector512.ConditionalSelect(
                Vector512.GreaterThan(magnitude, Vector512.Create(delta)), Vector512<T>.Zero,
                Vector512<T>.One + (magnitude - magnitude));
        }
    }
}
