using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>SAM climbs where the gradient is long, in comparison with those before it: ‖g‖² ≥ μ + c·σ; otherwise, the outer optimizer
/// steps alone.</summary>
/// <remarks>Jiang et al. 2023 (arXiv:2304.14647), AE-SAM: μ and σ² are running averages of ‖g‖² and of its squared deviation, and c goes from λ₂ to λ₁ in the
/// course of the training. There is no counterpart in optax.</remarks>
/// <param name="steps">How many steps the training has.</param>
/// <param name="decay">δ, how much of the averages is kept.</param>
/// <param name="final">λ₁, c at the end.</param>
/// <param name="initial">λ₂, c in the beginning.</param>
public sealed class ClimbWhereSteepAttribute(
    [Interval("[1, ∞)")] int steps, [Interval("[0, 1)")] double decay = 0.9, double final = -1, double initial = 1) : ConditionallyClimbAttribute
{
    /// <summary>‖g‖².</summary>
    [Sum, Reported("GradientNorm", SquareRoot = true, Description = "2-norm of the gradient")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SquaredNorm<T>(Vector512<T> update) => update * update;

    /// <summary>Takes the norm into the averages, and compares it with them.</summary>
    public static bool ShouldStep(
        double squaredNorm, long count, int steps, double decay, double final, double initial, ref double average,
        ref double variance)
    {
        average = (decay * average) + ((1 - decay) * squaredNorm);
        double deviation = squaredNorm - average;
        variance = (decay * variance) + ((1 - decay) * deviation * deviation);
        double progress = Math.Min(1, (double)count / steps);
        double threshold = (progress * final) + ((1 - progress) * initial);
        return squaredNorm >= average + (threshold * Math.Sqrt(variance));
    }
}
