using System.Runtime.CompilerServices;

namespace SamFast.Gallery.OwnTransform;

/// <summary>Amplifies the slow component of the gradient: update + λ·μ, with the running average μ ← α·μ + (1 −
/// α)·update.</summary>
/// <remarks>Lee et al. 2024, Grokfast-EMA (arXiv:2405.20233). Neither optax nor SamFast has it; this file is its whole
/// implementation. The constructor's parameters are the hyperparameters, the methods are the formula, a <c>ref</c> vector is a
/// state vector, and every parameter is bound by its name.</remarks>
/// <param name="alpha">α, the decay of the average.</param>
/// <param name="lambda">λ, the factor of the average.</param>
public sealed class GrokfastAttribute(
    [Interval("[0, 1)")] double alpha = 0.98, [Interval("[0, ∞)")] double lambda = 2) : TransformAttribute
{
    /// <summary>Runs once per step, in double.</summary>
    public static void Prepare(double alpha, out double share) => share = 1 - alpha;

    /// <summary>Runs for each block; each lane is one parameter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, ref L average, L alpha, L share, L lambda) where L : ILanes<L>
    {
        average = L.MultiplyAdd(alpha, average, share * update);
        return L.MultiplyAdd(lambda, average, update);
    }
}
