using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>The perturbation of Bayesian SAM: from the mean w of the outer optimizer's Gaussian, ρ·g ÷ s with its precision
/// s.</summary>
/// <remarks>Möllenhoff and Khan 2023 (arXiv:2210.01620). The only transform of an adversary whose outer optimizer is
/// <see cref="ScaleByBsamAttribute"/>, which documents the method. There is no counterpart in optax.</remarks>
/// <param name="rho">ρ, the length of the climb.</param>
/// <param name="initPrecision">The initial value of s: the same as the outer optimizer's.</param>
[RemembersPeriods, OnlyInSam]
public sealed class ClimbByPrecisionAttribute(
    [Interval("[0, ∞)")] double rho = 0.05, [Interval("(0, ∞)")] double initPrecision = 1) : TransformAttribute
{
    /// <summary>True if the outer optimizer has taken a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, out double isFirst) => isFirst = Origin.IsFirst(count);

    /// <summary>p − w − ρ·g ÷ s, which is descended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L update, L parameter, [Shared("mean")] L mean, [Shared("scale")] L scale, L rho, L initPrecision, L isFirst)
        where L : ILanes<L>
    {
        var precision = Origin.Of(initPrecision, scale, isFirst);
        return parameter - Origin.Of(parameter, mean, isFirst) - (rho * update / precision);
    }
}
