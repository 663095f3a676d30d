using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Polyak's step size: the loss above its minimum, divided by the squared norm of the update.</summary>
/// <remarks>
/// <para>Polyak 1969; stochastic, with a maximum, Loizou et al. 2021 (arXiv:2002.10542); with the positive part of the gap,
/// Garrigos et al. 2023 (arXiv:2307.14528). The same as <c>optax.scale_by_polyak</c>: the sign is not flipped, and where the
/// denominator is at most 2⁻⁵², in either precision, the factor is 0.</para>
/// <para>A value of NaN makes the update NaN; +∞ counts as a large loss and gives the maximum.</para>
/// </remarks>
/// <param name="fMin">f*, the minimum of the loss, or an estimate of it.</param>
/// <param name="maxLearningRate">The largest factor.</param>
/// <param name="eps">ε, added to the squared norm.</param>
/// <param name="variant">The treatment of a loss below <paramref name="fMin"/>.</param>
public sealed class ScaleByPolyakAttribute(
    double fMin = 0,
    [Interval("[0, ∞)")] double maxLearningRate = 1,
    [Interval("[0, ∞)")] double eps = 0,
    PolyakVariant variant = PolyakVariant.Sps) : TransformAttribute
{
    private const double Vanishing = 1.0 / (1L << 52);

    /// <summary>‖u‖², over all parameters.</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>min((f − f*) ÷ (‖u‖² + ε), max).</summary>
    public static void Prepare(
        double value, double squaredNorm, double fMin, double maxLearningRate, double eps, PolyakVariant variant,
        [LearningRateFactor, Reported(Description = "Step size")] out double polyakStep)
    {
        double gap = variant == PolyakVariant.SpsPlus ? Math.Max(value - fMin, 0) : value - fMin;
        double divisor = squaredNorm + eps;
        polyakStep = divisor <= Vanishing ? 0 : Math.Min(gap / divisor, maxLearningRate);
    }

    /// <summary>s·u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L polyakStep) where L : ILanes<L> => polyakStep * update;
}

/// <summary>The treatment of a loss below the given minimum in Polyak's step size.</summary>
public enum PolyakVariant
{
    /// <summary>The step goes backwards. Loizou et al. 2021.</summary>
    Sps,

    /// <summary>No step is taken. Garrigos et al. 2023; <c>sps+</c> in optax.</summary>
    SpsPlus,
}
