namespace SamFast;

/// <summary>Multiplies the update by a learning rate that decreases the loss enough, found by shrinking a guess.</summary>
/// <remarks>
/// <para>Armijo's condition, f(p + ηu) ≤ (1 + δ)f(p) + ηc⟨u, ∇f(p)⟩ + ε: Nocedal and Wright 1999, Algorithm 3.1; for stochastic
/// gradients Vaswani et al. 2019 (arXiv:1905.09997). The same as <c>optax.scale_by_backtracking_linesearch</c>. It ends a
/// chain, whose <c>Step</c> takes an <see cref="IObjective{T}"/>. The update must go downhill, as that of
/// <see cref="SgdAttribute"/> does; otherwise no learning rate may be small enough.</para>
/// <para>A loss that is NaN or infinite counts as not decreased enough. If the last trial loss is NaN or infinite, or the loss
/// at the parameters is NaN, the learning rate is 0 and the parameters do not move, even if the update is not finite.
/// Departures from optax: the value is then that at the parameters, and the next search begins with a guess of 1; optax's
/// remains at 0.</para>
/// <para>Memory, besides the update: a point, one gradient, and another with <paramref name="storeGrad"/>.</para>
/// </remarks>
/// <param name="maxBacktrackingSteps">The maximum number of times that the learning rate shrinks.</param>
/// <param name="slopeRtol">c, the required decrease of the loss as a fraction of the slope.</param>
/// <param name="decreaseFactor">The factor by which the learning rate shrinks.</param>
/// <param name="increaseFactor">The guess is this times the last learning rate; a very large number begins with the largest
/// one in every step, as does infinity in optax.</param>
/// <param name="maxLearningRate">The largest learning rate.</param>
/// <param name="atol">ε.</param>
/// <param name="rtol">δ.</param>
/// <param name="storeGrad">True to evaluate gradients as well, which makes the one at the updated parameters available:
/// <see cref="ILinesearchOptimizer{T}.LastGradient"/>.</param>
public sealed class ScaleByBacktrackingLinesearchAttribute(
    [Interval("[0, ∞)")] int maxBacktrackingSteps,
    [Interval("[0, ∞)")] double slopeRtol = 1e-4,
    [Interval("(0, 1)")] double decreaseFactor = 0.8,
    [Interval("[1, ∞)")] double increaseFactor = 1.5,
    [Interval("(0, ∞)")] double maxLearningRate = 1,
    [Interval("[0, ∞)")] double atol = 0,
    [Interval("[0, ∞)")] double rtol = 0,
    bool storeGrad = false) : LinesearchAttribute
{
    /// <summary>The hyperparameters.</summary>
    public struct Hyperparameters
    {
        /// <summary>The largest number of reductions.</summary>
        public int MaxBacktrackingSteps;

        /// <summary>The relative tolerance of the decrease.</summary>
        public double SlopeRtol;

        /// <summary>The factor of a reduction.</summary>
        public double DecreaseFactor;

        /// <summary>The factor from the last learning rate to the first guess.</summary>
        public double IncreaseFactor;

        /// <summary>The largest learning rate.</summary>
        public double MaxLearningRate;

        /// <summary>The absolute tolerance.</summary>
        public double Atol;

        /// <summary>The tolerance relative to the loss.</summary>
        public double Rtol;

        /// <summary>True if the search evaluates gradients as well.</summary>
        public bool StoreGrad;
    }

    /// <summary>That of the last point, or none.</summary>
    public static int Gradients(bool storeGrad) => storeGrad ? 1 : 0;

    /// <summary>Shrinks the learning rate until the loss is small enough.</summary>
    public static LinesearchResult Search<TLine>(
        ref TLine line, LinesearchResult last, Hyperparameters hyperparameters)
        where TLine : ILine, allows ref struct
    {
        double rate = Math.Min(hyperparameters.IncreaseFactor * last.Guess, hyperparameters.MaxLearningRate);
        for (int steps = 1; ; steps++)
        {
            double value = hyperparameters.StoreGrad ? line.At(rate).Value : line.ValueAt(rate);
            double error = value - ((1 + hyperparameters.Rtol) * line.Value) - (rate * hyperparameters.SlopeRtol * line.Slope);
            error = double.IsNaN(error) ? double.PositiveInfinity : Math.Max(error, 0);
            if (error <= hyperparameters.Atol)
                return new LinesearchResult(rate, value, steps, error, 0, HasFailed: false);
            if (steps <= hyperparameters.MaxBacktrackingSteps)
                rate *= hyperparameters.DecreaseFactor;
            else if (double.IsInfinity(error))
                return new LinesearchResult(0, line.Value, steps, error, 0, HasFailed: true);
            else
                return new LinesearchResult(rate, value, steps, error, 0, HasFailed: true);
        }
    }
}
