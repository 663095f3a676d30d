using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>The last transform of Fromage: a step against the direction, with a shrinkage that preserves the norm of parameters
/// which move orthogonally to themselves: (−η·u + p) ÷ √(1 + η²) − p.</summary>
/// <remarks>Bernstein et al. 2020, Algorithm 1 (arXiv:2002.03432). The same as <c>optax.scale_by_learning_rate</c>
/// and <c>optax.add_decayed_weights</c> with what <c>optax.fromage</c> gives them.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
[AppliesLearningRate]
public sealed class ScaleByFromageAttribute(
    [Interval("[0, ∞)"), LearningRateFactor] double learningRate = double.NaN) : TransformAttribute
{
    /// <summary>−η ÷ √(1 + η²) and 1 ÷ √(1 + η²) − 1, the latter without the cancellation.</summary>
    public static void Prepare(double learningRate, out double rate, out double shrinkage)
    {
        double root = Math.Sqrt(1 + learningRate * learningRate);
        rate = -learningRate / root;
        shrinkage = learningRate * rate / (1 + root);
    }

    /// <summary>The step, and the shrinking.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter, L rate, L shrinkage) where L : ILanes<L> =>
        L.MultiplyAdd(shrinkage, parameter, rate * update);
}
