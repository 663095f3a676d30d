using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
    /// <summary>The squared error: e², with e = prediction − target.</summary>
    /// <remarks>The same as <c>optax.squared_error</c>.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="predictions">The predictions.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="gradient">Receives the derivative with respect to each prediction.</param>
    /// <param name="reduction">The reduction of the examples' losses.</param>
    /// <param name="weights">A factor per example, or an empty span.</param>
    /// <returns>The reduced loss.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or the gradient overlaps another span.</exception>
    [Derivative(
        typeof(LossRules), nameof(LossRules.PredictionsAdjoint), Tangent = nameof(LossRules.SquaredErrorTangent),
        AdjointTangent = nameof(LossRules.PredictionsAdjointTangent))]
    public static double SquaredError<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction = Reduction.Mean,
        ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(predictions, targets, gradient, reduction, weights);
        return Elementwise(default(Square<T>), predictions, targets, gradient, reduction, weights);
    }

    /// <summary>Half the squared error: ½e², with e = prediction − target.</summary>
    /// <remarks>The same as <c>optax.l2_loss</c>.</remarks>
    /// <inheritdoc cref="SquaredError"/>
    [Derivative(
        typeof(LossRules), nameof(LossRules.PredictionsAdjoint), Tangent = nameof(LossRules.L2LossTangent),
        AdjointTangent = nameof(LossRules.PredictionsAdjointTangent))]
    public static double L2Loss<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction = Reduction.Mean,
        ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(predictions, targets, gradient, reduction, weights);
        return Elementwise(default(HalfSquare<T>), predictions, targets, gradient, reduction, weights);
    }

    internal readonly struct Square<T> : ITerm<T>, ICurvedTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var error = prediction - target;
            slope = error + error;
            return error * error;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Bend(Vector512<T> prediction, Vector512<T> target) => Blocks.Constant<T>(2);
    }

    internal readonly struct HalfSquare<T> : ITerm<T>, ICurvedTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            slope = prediction - target;
            return Blocks.Constant<T>(0.5) * slope * slope;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Bend(Vector512<T> prediction, Vector512<T> target) => Vector512<T>.One;
    }
}
