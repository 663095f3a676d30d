using System.Runtime.CompilerServices;

namespace SamFast;

/// <summary>MADGRAD: dual averaging with the cube root of the squared gradients, and momentum. The update is a step,
/// not a direction.</summary>
/// <remarks>Defazio and Jelassi 2021, Algorithm 1 (arXiv:2101.11075). The same as
/// <c>optax.contrib.scale_by_madgrad</c>: as in the authors' code, ε is added to the learning rate, too.</remarks>
/// <param name="learningRate">η; a number, or a schedule that follows as an attribute.</param>
/// <param name="momentum">The fraction of the distance to the dual average that a step leaves.</param>
/// <param name="eps">ε, added to the cube root.</param>
[AppliesLearningRate]
public sealed class ScaleByMadgradAttribute(
    [Interval("[0, ∞)"), LearningRateFactor] double learningRate = double.NaN,
    [Interval("[0, 1)")] double momentum = 0.9,
    [Interval("[0, ∞)")] double eps = 1e-6) : TransformAttribute
{
    /// <summary>λ = (η + ε)·√t.</summary>
    public static void Prepare(
        double learningRate, double momentum, double eps, long count,
        out double weight, out double oneMinusMomentum, out double isFirst)
    {
        weight = (learningRate + eps) * Math.Sqrt(count + 1);
        oneMinusMomentum = 1 - momentum;
        isFirst = Origin.IsFirst(count);
    }

    /// <summary>ν ← ν + λu², s ← s + λu.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<L>(
        L update, L parameter, ref L gradSumSq, ref L gradSum, [Position] ref L origin, L weight, L isFirst)
        where L : ILanes<L>
    {
        gradSumSq = L.MultiplyAdd(weight, update * update, gradSumSq);
        gradSum = L.MultiplyAdd(weight, update, gradSum);
        origin = Origin.Of(parameter, origin, isFirst);
    }

    /// <summary>(1 − momentum)·(z − p), with z = p₀ − s ÷ (∛ν + ε). Where s is 0, z is p₀, whatever ε.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Update<L>(
        L parameter, L gradSumSq, L gradSum, L origin, L eps, L oneMinusMomentum, Precision precision) where L : ILanes<L>
    {
        var way = L.Divide(gradSum, L.Cbrt(gradSumSq) + eps, precision);
        way = L.IfEqual(gradSum, L.Zero, gradSum, way);
        return oneMinusMomentum * ((origin - parameter) - way);
    }
}
