using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast.Gallery.Digits.Training;

/// <summary>ASAM's direction: T²u ÷ ‖Tu‖ with T = |w| + η, which moves large parameters further than small ones.</summary>
/// <remarks>Kwon et al. 2021 (arXiv:2102.11600), with T of each element. A transform of this program: nothing in the
/// library knows of it.</remarks>
internal sealed class NormalizeByMagnitudeAttribute([Interval("[0, ∞)")] double eta = 0.01) : TransformAttribute
{
    /// <summary>η, the magnitude that a parameter of 0 counts as.</summary>
    public double Eta { get; } = eta;

    /// <summary>‖Tu‖².</summary>
    [Sum]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> SquaredNorm<T>(Vector512<T> update, Vector512<T> parameter, Vector512<T> eta)
    {
        var scaled = (Vector512.Abs(parameter) + eta) * update;
        return scaled * scaled;
    }

    /// <summary>1 ÷ ‖Tu‖, or 0 where the norm is 0.</summary>
    public static void Prepare(double squaredNorm, double eta, out double inverseNorm) =>
        inverseNorm = squaredNorm == 0 ? 0 : 1 / Math.Sqrt(squaredNorm);

    /// <summary>T²u ÷ ‖Tu‖.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> update, Vector512<T> parameter, Vector512<T> eta, Vector512<T> inverseNorm)
    {
        var scale = Vector512.Abs(parameter) + eta;
        return scale * scale * update * inverseNorm;
    }
}
