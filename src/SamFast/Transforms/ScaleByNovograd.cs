using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>NovoGrad's rescaling: a trace of updates, each divided by the running norm of its tensor:
/// μ ← β₁μ + u / (√(ν + ε_root) + ε) + λp.</summary>
/// <remarks>Ginsburg et al. 2019, Algorithm 1 (arXiv:1905.11286). The same as <c>optax.scale_by_novograd</c>: ν
/// starts with the first squared norm, and nothing is corrected for bias. Give the constructor the lengths of the
/// tensors: ν is one number for each. Squares are formed in the parameters' own type and may overflow.</remarks>
/// <param name="b1">β₁, the decay of the trace.</param>
/// <param name="b2">β₂, the decay of the squared norm.</param>
/// <param name="eps">ε, added outside the square root.</param>
/// <param name="epsRoot">ε_root, added inside the square root.</param>
/// <param name="weightDecay">λ, the weight decay, which goes through the trace.</param>
[ScaleInvariant]
public sealed class ScaleByNovogradAttribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1)")] double b2 = 0.25,
    [Interval("[0, ∞)")] double eps = 1e-8,
    [Interval("[0, ∞)")] double epsRoot = 0,
    [Interval("[0, ∞)")] double weightDecay = 0) : TransformAttribute
{
    /// <summary>‖u‖² of a tensor.</summary>
    [Sum(MeasureScope.Tensor)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>ν ← β₂ν + (1 − β₂)‖u‖², in the first step ‖u‖² itself; and the divisor √(ν + ε_root) + ε.</summary>
    public static void Prepare(
        double squaredNorm, long count, double b2, double eps, double epsRoot, ref double nu, out double divisor)
    {
        nu = count == 0 ? squaredNorm : b2 * nu + (1 - b2) * squaredNorm;
        divisor = Math.Sqrt(nu + epsRoot) + eps;
    }

    /// <summary>μ ← β₁μ + u / divisor + λp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, L parameter, ref L mu, L b1, L divisor, L weightDecay, Precision precision) where L : ILanes<L> =>
        mu = L.MultiplyAdd(
            b1, mu, L.MultiplyAdd(weightDecay, parameter, L.Divide(update, divisor, precision)));

    /// <summary>The trace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L mu) where L : ILanes<L> => mu;
}
