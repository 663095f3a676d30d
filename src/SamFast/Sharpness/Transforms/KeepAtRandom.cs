using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Keeps each element of the update with a probability, multiplied by the inverse of that probability; the others
/// become 0. The expected update is unchanged.</summary>
/// <remarks>Du et al. 2022 (arXiv:2110.03141), the stochastic weight perturbation of ESAM, element by element, as in the paper
/// (their program keeps or drops whole tensors). There is no counterpart in optax.</remarks>
/// <param name="probability">β, the probability. Declared as 1, the transform is left out.</param>
/// <param name="seed">The seed of the random choices; any number.</param>
public sealed class KeepAtRandomAttribute(
    [Interval("(0, 1]"), IdentityAt(1)] double probability = 0.6, double seed = 0) : TransformAttribute
{
    /// <summary>1 ÷ β.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare(double probability, out double inverse) => inverse = 1 / probability;

    /// <summary>u ÷ β where the number is below β, and 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, [Uniform] L number, L probability, L inverse) where L : ILanes<L> =>
        L.IfLess(number, probability, update * inverse, L.Zero);
}
