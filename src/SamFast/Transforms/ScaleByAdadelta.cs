using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Adadelta's rescaling: x = u·√(δ + ε) / √(γ + ε), with running averages γ of the squared update and δ of the
/// squared result.</summary>
/// <remarks>Zeiler 2012 (arXiv:1212.5701). The same as <c>optax.scale_by_adadelta</c>; both roots are taken as one,
/// of the quotient.</remarks>
/// <param name="rho">ρ, the decay of both averages.</param>
/// <param name="eps">ε, added inside both square roots.</param>
[ScaleInvariant]
public sealed class ScaleByAdadeltaAttribute(
    [Interval("[0, 1)")] double rho = 0.9,
    [Interval("[0, ∞)")] double eps = 1e-6) : TransformAttribute
{
    /// <summary>1 − ρ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double rho, out double oneMinusRho) => oneMinusRho = 1 - rho;

    /// <summary>γ ← ργ + (1 − ρ)u², then x with the δ of the step before, then δ ← ρδ + (1 − ρ)x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, ref L squaredUpdate, ref L squaredResult, L rho, L oneMinusRho, L eps, Precision precision)
        where L : ILanes<L>
    {
        squaredUpdate = L.MultiplyAdd(rho, squaredUpdate, oneMinusRho * (update * update));
        var result = update * L.Sqrt(L.Divide(squaredResult + eps, squaredUpdate + eps, precision));
        squaredResult = L.MultiplyAdd(rho, squaredResult, oneMinusRho * (result * result));
        return result;
    }
}
