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
    public static double LogCosh<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction = Reduction.Mean,
        ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(predictions, targets, gradient, reduction, weights);
        return Elementwise(default(LogCoshTerm<T>), predictions, targets, gradient, reduction, weights);
    }

    private readonly struct LogCoshTerm<T> : ITerm<T>
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
    }
}
