using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
    /// <summary>The logarithm of the hyperbolic cosine: ln cosh e, with e = prediction − target. Near ½e² for small
    /// errors, and |e| − ln 2 for large ones; its slope is tanh e.</summary>
    /// <remarks>Chen et al. 2019. The same as <c>optax.log_cosh</c>, which is accurate to the absolute error of 1:
    /// here, small errors have a relative accuracy, in the value and in the slope.</remarks>
    /// <inheritdoc cref="SquaredError"/>
    [Derivative(
        typeof(LossRules), nameof(LossRules.PredictionsAdjoint), Tangent = nameof(LossRules.LogCoshTangent),
        AdjointTangent = nameof(LossRules.PredictionsAdjointTangent))]
    public static double LogCosh<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction = Reduction.Mean,
        ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(predictions, targets, gradient, reduction, weights);
        return Elementwise(default(LogCoshTerm<T>), predictions, targets, gradient, reduction, weights);
    }

    internal readonly struct LogCoshTerm<T> : ITerm<T>, ICurvedTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var error = prediction - target;
            var magnitude = Vector512.Abs(error);
            var isSmall = Vector512.LessThan(magnitude, Blocks.Constant<T>(0.625));
            slope = Elementary.Tanh(new Lanes512<T>(error), out var exponential).Vector;

            // ln cosh e = −½ ln(1 − tanh² e) = |e| − ln 2 + ln(1 + e^(−2|e|)).
            var logarithm = Blocks.LogP1(Vector512.ConditionalSelect(isSmall, -(slope * slope), exponential.Vector));
            return Vector512.ConditionalSelect(
                isSmall, Blocks.Constant<T>(-0.5) * logarithm,
                magnitude - Blocks.Constant<T>(0.69314718055994530942) + logarithm);
        }

        /// <summary>1 − tanh² e as 4z ÷ (1 + z)², z = e^(−2|e|): without cancellation.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Bend(Vector512<T> prediction, Vector512<T> target)
        {
            var z = Blocks.Exp(Blocks.Constant<T>(-2) * Vector512.Abs(prediction - target));
            var sum = Vector512<T>.One + z;
            return Blocks.Constant<T>(4) * z / (sum * sum);
        }
    }
}
