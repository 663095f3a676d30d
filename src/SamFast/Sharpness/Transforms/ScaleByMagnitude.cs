using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Multiplies each element of the update by the magnitude of its parameter: u·(|p| + η).</summary>
/// <remarks>Kwon et al. 2021 (arXiv:2102.11600), the operator T of adaptive sharpness: before and after <c>[Normalize]</c>, it
/// makes their perturbation T²g ÷ ‖Tg‖ (<see cref="AsamAscentAttribute"/>). There is no counterpart in optax.</remarks>
/// <param name="eta">η, the magnitude counted for a parameter of 0.</param>
public sealed class ScaleByMagnitudeAttribute([Interval("[0, ∞)")] double eta = 0.01) : TransformAttribute
{
    /// <summary>u·(|p| + η).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L parameter, L eta) where L : ILanes<L> =>
        update * (L.Abs(parameter) + eta);
}
