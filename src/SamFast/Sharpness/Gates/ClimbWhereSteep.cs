using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>SAM climbs if the gradient is long compared with the previous ones: ‖g‖² ≥ μ + c·σ; otherwise, the outer optimizer
/// steps alone.</summary>
/// <remarks>Jiang et al. 2023 (arXiv:2304.14647), AE-SAM: μ and σ² are running averages of ‖g‖² and of its squared deviation,
/// and c goes from λ₂ to λ₁ in the course of the training. There is no counterpart in optax.</remarks>
/// <param name="steps">The number of steps of the training.</param>
/// <param name="decay">δ, the decay of the averages.</param>
/// <param name="final">λ₁, the final value of c.</param>
/// <param name="initial">λ₂, the initial value of c.</param>
public sealed class ClimbWhereSteepAttribute(
    [Interval("[1, ∞)")] int steps, [Interval("[0, 1)")] double decay = 0.9, double final = -1, double initial = 1) : ConditionallyClimbAttribute
{
    /// <summary>‖g‖².</summary>
    [Sum, Reported("GradientNorm", SquareRoot = true, Description = "2-norm of the gradient")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

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
