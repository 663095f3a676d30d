using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Adds normal noise with a variance that decays with the steps: u + N(0, η ÷ tᵞ), with t = 1 in the first
/// step.</summary>
/// <remarks>Neelakantan et al. 2015 (arXiv:1511.06807). The same as <c>optax.add_noise</c>, but for the numbers, which come from
/// another generator here: they depend on the seed, the step and the element alone.</remarks>
/// <param name="eta">η, the variance in the first step. Declared as 0, the transform is left out.</param>
/// <param name="gamma">γ, the exponent of the decay of the variance; 0 for a constant variance.</param>
/// <param name="seed">The seed of the noise; any number. optax calls it <c>key</c>.</param>
public sealed class AddNoiseAttribute(
    [Interval("[0, ∞)"), IdentityAt(0)] double eta, [Interval("[0, ∞)")] double gamma, double seed = 0) : TransformAttribute
{
    /// <summary>The standard deviation of this step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(long count, double eta, double gamma, out double deviation) =>
        deviation = Math.Sqrt(eta / Math.Pow(count + 1, gamma));

    /// <summary>u + √(η ÷ tᵞ)·N(0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, [Normal] L noise, L deviation) where L : ILanes<L> =>
        L.MultiplyAdd(deviation, noise, update);
}
