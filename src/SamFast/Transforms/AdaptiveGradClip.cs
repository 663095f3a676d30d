using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Limits the norm of each unit's update to a fraction of the norm of its parameters.</summary>
/// <remarks>
/// <para>Brock et al. 2021 (arXiv:2102.06171). The same as <c>optax.adaptive_grad_clip</c> with its default axes: a number
/// or a vector, and whatever has one axis longer than 1, is one unit; a tensor of 2 or 3 dimensions has a unit for each
/// element of a slice along its first axis; one of 4 or 5 has a unit for each element of its last axis. With <see
/// cref="TensorShape.OutputsFirst"/>, which the binding of TorchSharp sets, a tensor has a unit per element of its first
/// axis.</para>
/// <para>It needs the shapes of the tensors: give the constructor a <see cref="Layout"/>, in which other units can be
/// chosen by joining adjacent axes. optax's <c>axis</c> is not offered.</para>
/// </remarks>
/// <param name="clipping">The largest norm of an update, as a fraction of the norm of its parameters.</param>
/// <param name="eps">Parameters of a smaller norm count as this long, so that zeros can move.</param>
[BoundsUpdate]
public sealed class AdaptiveGradClipAttribute(
    [Interval("[0, ∞)")] double clipping, [Interval("[0, ∞)")] double eps = 1e-3) : TransformAttribute
{
    /// <summary>Lower bound of the norm of the update in the division.</summary>
    private const double SmallestNorm = 1e-6;

    /// <summary>A tensor has at most five dimensions.</summary>
    public static void CheckShape(TensorShape shape)
    {
        if (shape.Rank > 5 && !IsOneUnit(shape) && !shape.OutputsFirst)
        {
            throw new ArgumentException(
                $"AdaptiveGradClip does not know the units of tensor {shape}, which has {shape.Rank} dimensions. Describe it in "
                + "the layout with at most 5, by joining adjacent axes.", nameof(shape));
        }
    }

    /// <summary>A norm of the update and one of the parameters for each unit.</summary>
    public static int WorkspaceLength(TensorShape shape) => Units(shape) == 1 || shape.OutputsFirst ? 0 : 2 * Units(shape);

    /// <summary>u ← u · min(1, clipping · max(‖p‖, ε) ÷ ‖u‖), unit by unit.</summary>
    public static void Transform<T>(
        Span<T> update, ReadOnlySpan<T> parameter, TensorShape shape, double clipping, double eps, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int units = Units(shape);
        if (units == 1 || shape.OutputsFirst)
        {
            int length = units == 0 ? 0 : update.Length / units;
            for (int unit = 0; unit < units; unit++)
                Clip(update.Slice(unit * length, length), parameter.Slice(unit * length, length), clipping, eps);
            return;
        }

        var factors = workspace[..units];
        var limits = workspace.Slice(units, units);
        Blocks.SquaresOfColumns(update, units, factors);
        Blocks.SquaresOfColumns(parameter, units, limits);
        if (double.IsFinite(Blocks.Sum<T>(factors)) && double.IsFinite(Blocks.Sum<T>(limits)))
            Factors(factors, limits, T.CreateTruncating(clipping), T.CreateTruncating(eps));
        else
            ScaledFactors(update, parameter, factors, clipping, eps);
        for (int start = 0; start < update.Length; start += units)
            Multiply(update.Slice(start, units), factors);
    }

    /// <summary>A unit whose elements are next to each other.</summary>
    private static void Clip<T>(Span<T> update, ReadOnlySpan<T> parameter, double clipping, double eps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double norm = Blocks.Norm<T>(update), most = clipping * Math.Max(Blocks.Norm(parameter), eps);
        if (!(norm < most))
            Blocks.Scale(update, most / Math.Max(norm, SmallestNorm));
    }

    /// <summary>The factors where a square, or a sum of them, is beyond the range of the type.</summary>
    private static void ScaledFactors<T>(
        ReadOnlySpan<T> update, ReadOnlySpan<T> parameter, Span<T> factors, double clipping, double eps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int units = factors.Length;
        for (int unit = 0; unit < units; unit++)
        {
            double norm = NormOfColumn(update[unit..], units);
            double most = clipping * Math.Max(NormOfColumn(parameter[unit..], units), eps);
            factors[unit] = norm < most ? T.One : T.CreateTruncating(most / Math.Max(norm, SmallestNorm));
        }
    }

    private static double NormOfColumn<T>(ReadOnlySpan<T> values, int stride) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double largest = 0, sum = 0;
        for (int i = 0; i < values.Length; i += stride)
            largest = Math.Max(largest, Math.Abs(double.CreateTruncating(values[i])));
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        for (int i = 0; i < values.Length; i += stride)
        {
            double part = double.CreateTruncating(values[i]) / largest;
            sum += part * part;
        }

        return largest * Math.Sqrt(sum);
    }

    /// <summary>From the squared norms of update and parameters, what to multiply the update by.</summary>
    private static void Factors<T>(Span<T> squaredUpdate, Span<T> squaredParameter, T clipping, T eps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var updates = ref MemoryMarshal.GetReference(squaredUpdate);
        ref var parameters = ref MemoryMarshal.GetReference(squaredParameter);
        var (least, smallest) = (Vector512.Create(eps), Vector512.Create(T.CreateTruncating(SmallestNorm)));
        int length = squaredUpdate.Length;
        for (int i = 0; i < length; i += Vector512<T>.Count)
        {
            var norm = Vector512.Sqrt(Blocks.Load(ref updates, i, length));
            var most = clipping * Vector512.Max(Vector512.Sqrt(Blocks.Load(ref parameters, i, length)), least);
            var factor = Vector512.ConditionalSelect(
                Vector512.LessThan(norm, most), Vector512<T>.One, most / Vector512.Max(norm, smallest));
            Blocks.Store(factor, ref updates, i, length);
        }
    }

    private static void Multiply<T>(Span<T> update, Span<T> factors) where T : unmanaged
    {
        ref var first = ref MemoryMarshal.GetReference(update);
        ref var factor = ref MemoryMarshal.GetReference(factors);
        for (int i = 0; i < update.Length; i += Vector512<T>.Count)
        {
            Blocks.Store(
                Blocks.Load(ref first, i, update.Length) * Blocks.Load(ref factor, i, update.Length), ref first, i, update.Length);
        }
    }

    /// <summary>The number of units of a tensor, which is also the distance between the elements of a unit.</summary>
    private static int Units(TensorShape shape) =>
        IsOneUnit(shape) ? 1 : shape.OutputsFirst ? shape.Dimensions[0] : shape.Rank <= 3 ? shape.Length / shape.Dimensions[0] : shape.Dimensions[^1];

    private static bool IsOneUnit(TensorShape shape)
    {
        int axes = 0;
        foreach (int length in shape.Dimensions)
            axes += length > 1 ? 1 : 0;
        return axes <= 1;
    }
}
