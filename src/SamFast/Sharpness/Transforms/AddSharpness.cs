using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Steps against the change of the gradient in a climb, in addition to the outer optimizer's step: u − η·a·(gₛ − g),
/// with a = γ ÷ (1 − γ).</summary>
/// <remarks>Yue et al. 2023 (arXiv:2305.15817), WSAM in its decoupled form: momentum and preconditioning see the gradient alone.
/// Write it after <c>[Sam]</c> and <see cref="SeparateSharpnessAttribute"/>. There is no counterpart in optax.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="gamma">γ, the weight of sharpness.</param>
[EndsChain]
public sealed class AddSharpnessAttribute(
    [Interval("[0, ∞)")] double learningRate = double.NaN, [Interval("[0, 1)")] double gamma = 0.9) : TransformAttribute
{
    /// <summary>−η·a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double learningRate, double gamma, out double weight) =>
        weight = -learningRate * gamma / (1 - gamma);

    /// <summary>u − η·a·(gₛ − g).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, [Shared("sharpness")] L sharpness, L weight) where L : ILanes<L> =>
        L.MultiplyAdd(weight, sharpness, update);
}
