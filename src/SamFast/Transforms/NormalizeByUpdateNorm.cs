using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>Scales the whole update to a norm of s: s·u ÷ (‖u‖ + ε).</summary>
/// <remarks>The same as <c>optax.normalize_by_update_norm</c>, except that a zero update is zero with an ε of 0, too,
/// and not NaN.</remarks>
/// <param name="scaleFactor">s, the norm; a negative value reverses the update.</param>
/// <param name="eps">ε, added to the norm.</param>
[ScaleInvariant]
public sealed class NormalizeByUpdateNormAttribute(
    double scaleFactor = 1, [Interval("[0, ∞)")] double eps = 1e-6) : TransformAttribute
{
    /// <summary>‖u‖², over all parameters.</summary>
    [Sum, Reported("UpdateNorm", AtHead = "GradientNorm", SquareRoot = true, Description = "2-norm of the update")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L SquaredNorm<L>(L update) where L : ILanes<L> => update * update;

    /// <summary>s ÷ (‖u‖ + ε), or 0 where there is nothing to divide by.</summary>
    public static void Prepare(double squaredNorm, double scaleFactor, double eps, out double factor)
    {
        double length = Math.Sqrt(squaredNorm) + eps;
        factor = length == 0 ? 0 : scaleFactor / length;
    }

    /// <summary>u · factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(L update, L factor) where L : ILanes<L> => update * factor;
}
