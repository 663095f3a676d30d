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

            // tanh: a rational function near 0 (Moshier's in Cephes), the exponential beyond.
            var square = magnitude * magnitude;
            var p = (square * Blocks.Constant<T>(-9.64399179425052238628E-1)) - Blocks.Constant<T>(9.92877231001918586564E1);
            p = (p * square) - Blocks.Constant<T>(1.61468768441708447952E3);
            var q = square + Blocks.Constant<T>(1.12811678491632931402E2);
            q = (q * square) + Blocks.Constant<T>(2.23548839060100448583E3);
            q = (q * square) + Blocks.Constant<T>(4.84406305325125486048E3);
            var near = (magnitude * square * (p / q)) + magnitude;

            var z = Blocks.Exp(magnitude * Blocks.Constant<T>(-2));
            var far = (Vector512<T>.One - z) / (Vector512<T>.One + z);
            slope = Vector512.CopySign(Vector512.ConditionalSelect(isSmall, near, far), error);

            // ln cosh e = −½ ln(1 − tanh² e) = |e| − ln 2 + ln(1 + e^(−2|e|)).
            var logarithm = Blocks.LogOnePlus(Vector512.ConditionalSelect(isSmall, -(near * near), z));
            return Vector512.ConditionalSelect(
                isSmall, Blocks.Constant<T>(-0.5) * logarithm,
                magnitude - Blocks.Constant<T>(0.69314718055994530942) + logarithm);
        }
    }
}
