using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static void Accumulate<T>(
        Vector512<T> update, Vector512<T> parameter, ref Vector512<T> gradSumSq, ref Vector512<T> gradSum,
        [Position] ref Vector512<T> origin, Vector512<T> weight, Vector512<T> isFirst)
    {
        gradSumSq = Lanes.MultiplyAdd(weight, update * update, gradSumSq);
        gradSum = Lanes.MultiplyAdd(weight, update, gradSum);
        origin = Origin.Of(parameter, origin, isFirst);
    }

    /// <summary>(1 − momentum)·(z − p), with z = p₀ − s ÷ (∛ν + ε). Where s is 0, z is p₀, whatever ε.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Update<T>(
        Vector512<T> parameter, Vector512<T> gradSumSq, Vector512<T> gradSum, Vector512<T> origin,
        Vector512<T> eps, Vector512<T> oneMinusMomentum, Precision precision)
    {
        var way = Lanes.Divide(gradSum, Lanes.Cbrt(gradSumSq) + eps, precision);
        way = Vector512.ConditionalSelect(Vector512.Equals(gradSum, Vector512<T>.Zero), gradSum, way);
        return oneMinusMomentum * ((origin - parameter) - way);
    }
}
