using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Losses
{
    /// <summary>Huber's loss: ½e² up to |e| = δ, and δ·(|e| − ½δ) beyond; e = prediction − target.</summary>
    /// <remarks>Huber 1964. The same as <c>optax.huber_loss</c>. With a δ that exceeds the largest number of the type, the
    /// quadratic part is all there is.</remarks>
    /// <param name="predictions">The predictions.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="gradient">Receives the derivative with respect to each prediction.</param>
    /// <param name="delta">δ, where the loss becomes linear; above 0.</param>
    /// <param name="reduction">How the examples' losses become one.</param>
    /// <param name="weights">A factor for each example, or nothing.</param>
    /// <inheritdoc cref="SquaredError"/>
    public static double HuberLoss<T>(
        ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, double delta = 1,
        Reduction reduction = Reduction.Mean, ReadOnlySpan<T> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckParameter(delta > 0 && double.IsFinite(delta), delta, nameof(delta), "(0, ∞)");
        Check(predictions, targets, gradient, reduction, weights);
        var limit = T.CreateTruncating(delta);

        // Beyond the type's largest number, no error reaches it.
        return T.IsInfinity(limit)
            ? Elementwise(default(HalfSquare<T>), predictions, targets, gradient, reduction, weights)
            : Elementwise(new HuberTerm<T>(limit), predictions, targets, gradient, reduction, weights);
    }

    private readonly struct HuberTerm<T>(T delta) : ITerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope)
        {
            var limit = Vector512.Create(delta);
            var error = prediction - target;
            var magnitude = Vector512.Abs(error);
            var quadratic = Vector512.Min(magnitude, limit);
            slope = Vector512.CopySign(quadratic, error);
            return quadratic * (Lanes.Constant<T>(0.5) * quadratic) + limit * (magnitude - quadratic);
        }
    }
}
