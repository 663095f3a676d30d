using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>
/// Losses over spans: each returns its value and writes its gradient with respect to the predictions in the same sweep, without
/// allocation. The formulas are those of <c>optax.losses</c>, which returns the losses per example and leaves reduction and
/// differentiation to the caller.
/// </summary>
/// <remarks>
/// <para>An example is one element or, in losses with a parameter <c>classes</c> or <c>dimensions</c>, a row of that many
/// elements. <see cref="Reduction"/> defines the reduction of their losses. <c>weights</c> has a factor per example, or is
/// empty. An example of weight 0 contributes nothing to value and gradient, even if it contains NaN.</para>
/// <para><see cref="float"/> and <see cref="double"/>; other types throw <see cref="NotSupportedException"/>. Terms are
/// computed in the type of the predictions, summed in it within 4,096 elements, and in <see cref="double"/> across, in
/// index order: the same bits at every vector width. Terms, and elements of the gradient, have a relative error of a
/// few units in the last place, unless a loss documents otherwise. A term beyond the range of the type is infinite, as is the
/// value if 4,096 terms sum to more than that range; elements of the gradient within the range are finite even then. Without
/// elements, the value is 0.</para>
/// <para>NaN in an example gives NaN in its gradient and in the value. <c>gradient</c> may be the memory of the
/// predictions themselves, and must not overlap anything else. Wrong arguments throw <see cref="ArgumentException"/>
/// before anything is written.</para>
/// <para>In a method with <see cref="DifferentiableAttribute"/>, losses have gradients and products with the Hessian.
/// <c>gradient</c> is a local array or a workspace, separate from the predictions; the method does not read it.
/// Targets, labels, weights and numbers must not depend on the parameters.</para>
/// </remarks>
public static partial class Losses
{
    /// <summary>The loss of an example, or its part from one element, as a function of the prediction.</summary>
    internal interface ITerm<T>
    {
        /// <summary>The value, and the derivative with respect to the prediction.</summary>
        Vector512<T> Evaluate(Vector512<T> prediction, Vector512<T> target, out Vector512<T> slope);
    }

    /// <summary>A term whose second derivative is not 0 everywhere.</summary>
    internal interface ICurvedTerm<T>
    {
        /// <summary>The second derivative with respect to the prediction.</summary>
        Vector512<T> Bend(Vector512<T> prediction, Vector512<T> target);
    }

    /// <summary>A loss whose examples are elements.</summary>
    private static double Elementwise<T, TTerm>(
        TTerm term, ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, Span<T> gradient, Reduction reduction,
        ReadOnlySpan<T> weights)
        where T : unmanaged
        where TTerm : struct, ITerm<T>
    {
        double count = Count(reduction, predictions.Length);
        return Accumulate(
            term, ref MemoryMarshal.GetReference(predictions), ref MemoryMarshal.GetReference(targets),
            ref MemoryMarshal.GetReference(gradient), (nuint)predictions.Length, 1 / count,
            ref MemoryMarshal.GetReference(weights), !weights.IsEmpty) / count;
    }

    /// <summary>A loss whose examples are rows, and sums of terms.</summary>
    private static double RowsOfTerms<T, TTerm>(
        TTerm term, ReadOnlySpan<T> predictions, ReadOnlySpan<T> targets, int length, Span<T> gradient,
        Reduction reduction, ReadOnlySpan<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : struct, ITerm<T>
    {
        int rows = predictions.Length / length;
        double count = Count(reduction, rows), sum = 0;
        for (int row = 0, start = 0; row < rows; row++, start += length)
        {
            if (!HasPart(weights, row, gradient.Slice(start, length), out double weight))
                continue;

            sum += weight * Accumulate(
                term, ref Unsafe.Add(ref MemoryMarshal.GetReference(predictions), start),
                ref Unsafe.Add(ref MemoryMarshal.GetReference(targets), start),
                ref Unsafe.Add(ref MemoryMarshal.GetReference(gradient), start), (nuint)length, weight / count,
                ref Unsafe.NullRef<T>(), false);
        }

        return sum / count;
    }

    /// <summary>Sums the terms and writes their slopes, times a scale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Accumulate<T, TTerm>(
        TTerm term, ref T predictions, ref T targets, ref T gradient, nuint length, double scale, ref T weights,
        bool isWeighted)
        where TTerm : struct, ITerm<T>
    {
        var scales = Blocks.Constant<T>(scale);
        nuint block = (nuint)Vector512<T>.Count;
        double total = 0;
        for (nuint i = 0; i < length;)
        {
            nuint end = nuint.Min(i + Tiling.TileLength, length);
            nuint whole = end - ((end - i) % block);
            var sum = Vector512<T>.Zero;
            for (; i < whole; i += block)
            {
                var value = term.Evaluate(
                    Vector512.LoadUnsafe(ref predictions, i), Vector512.LoadUnsafe(ref targets, i), out var slope);
                if (isWeighted)
                    value = Weigh(Vector512.LoadUnsafe(ref weights, i), value, ref slope);
                (slope * scales).StoreUnsafe(ref gradient, i);
                sum += value;
            }

            if (i < end)
            {
                int rest = (int)(end - i);
                var value = term.Evaluate(
                    Pieces.Load(ref Unsafe.Add(ref predictions, i), rest),
                    Pieces.Load(ref Unsafe.Add(ref targets, i), rest), out var slope);
                if (isWeighted)
                    value = Weigh(Pieces.Load(ref Unsafe.Add(ref weights, i), rest), value, ref slope);
                Pieces.Store(slope * scales, ref Unsafe.Add(ref gradient, i), rest);
                sum += Blocks.FirstOr(value, rest, Vector512<T>.Zero);
                i = end;
            }

            total += Blocks.Sum(sum);
        }

        return total;
    }

    /// <summary>Value and slope times a weight; 0 where that is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Weigh<T>(Vector512<T> weight, Vector512<T> value, ref Vector512<T> slope)
    {
        var isOut = Vector512.Equals(weight, Vector512<T>.Zero);
        slope = Vector512.ConditionalSelect(isOut, Vector512<T>.Zero, weight * slope);
        return Vector512.ConditionalSelect(isOut, Vector512<T>.Zero, weight * value);
    }

    /// <summary>True if a row contributes to value and gradient; if its weight is 0, its slopes are set to 0.</summary>
    internal static bool HasPart<T>(ReadOnlySpan<T> weights, int row, Span<T> slopes, out double weight)
        where T : unmanaged, INumberBase<T>
    {
        weight = weights.IsEmpty ? 1 : double.CreateTruncating(weights[row]);
        if (weight == 0)
            slopes.Clear();
        return weight != 0;
    }

    /// <summary>The divisor of the sum over the examples.</summary>
    internal static double Count(Reduction reduction, int examples) =>
        reduction == Reduction.Mean ? Math.Max(1, examples) : 1;
}
