using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Divides by the root of the smallest of the accumulators that cover an element, one for each index along each
/// axis: a matrix keeps its rows and columns instead of itself. Then averages.</summary>
/// <remarks>SM3-II, Anil et al. 2019 (arXiv:1901.11150). The same as <c>optax.scale_by_sm3</c>: an element whose accumulator
/// is 0 gets an update of 0, and <paramref name="b1"/> averages the divided update. It needs the shapes of the tensors: give the
/// constructor a <see cref="Layout"/>. A vector keeps an accumulator for each element, as AdaGrad does; so does a number,
/// with which optax fails.</remarks>
/// <param name="b1">β₁, the decay of the average of updates.</param>
/// <param name="b2">β₂, the decay of the accumulators; 1 adds up.</param>
/// <param name="eps">ε, added inside the square root.</param>
[ScaleInvariant]
public sealed class ScaleBySm3Attribute(
    [Interval("[0, 1)")] double b1 = 0.9,
    [Interval("[0, 1]")] double b2 = 1,
    [Interval("[0, ∞)")] double eps = 1e-8) : TransformAttribute
{
    /// <summary>The decays and their shares.</summary>
    public struct Coefficients
    {
        /// <summary>β₁.</summary>
        public double B1;

        /// <summary>1 − β₁.</summary>
        public double OneMinusB1;

        /// <summary>β₂.</summary>
        public double B2;

        /// <summary>The share of the new square.</summary>
        public double Share;

        /// <summary>ε.</summary>
        public double Eps;
    }

    /// <summary>An accumulator for each index along each axis.</summary>
    public static int MuLength(TensorShape shape)
    {
        if (shape.Rank < 2)
            return shape.Length;
        int length = 0;
        foreach (int size in shape.Dimensions)
            length += size;
        return length;
    }

    /// <summary>The accumulators of the coming step.</summary>
    public static int WorkspaceLength(TensorShape shape) => shape.Rank < 2 ? 0 : MuLength(shape);

    /// <summary>The shares of the averages.</summary>
    public static void Prepare(double b1, double b2, out double oneMinusB1, out double share)
    {
        oneMinusB1 = 1 - b1;
        share = b2 == 1 ? 1 : 1 - b2;
    }

    /// <summary>a = (1 − β₂)u² + β₂ min μ; μ ← max a, over what each accumulator covers; ν ← (1 − β₁) u/√(a + ε) + β₁ν.</summary>
    public static void Transform<T>(
        Span<T> update, TensorShape shape, Span<T> mu, Span<T> nu, Coefficients coefficients, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scalars = new Scalars<T>(coefficients);
        if (shape.Rank < 2)
        {
            Row(update, nu, mu, mu, T.PositiveInfinity, in scalars);
            return;
        }

        int length = shape.Dimensions[^1];
        int leading = mu.Length - length;
        var next = workspace[..mu.Length];
        next.Clear();
        for (int start = 0; start < update.Length; start += length)
        {
            var smallest = T.PositiveInfinity;
            for (int axis = shape.Rank - 2, index = start / length, end = leading; axis >= 0; axis--)
            {
                end -= shape.Dimensions[axis];
                smallest = T.Min(smallest, mu[end + (index % shape.Dimensions[axis])]);
                index /= shape.Dimensions[axis];
            }

            var largest = Row(
                update.Slice(start, length), nu.Slice(start, length), mu[leading..], next[leading..], smallest, in scalars);
            for (int axis = shape.Rank - 2, index = start / length, end = leading; axis >= 0; axis--)
            {
                end -= shape.Dimensions[axis];
                ref var accumulator = ref next[end + (index % shape.Dimensions[axis])];
                accumulator = T.Max(accumulator, largest);
                index /= shape.Dimensions[axis];
            }
        }

        next.CopyTo(mu);
    }

    /// <summary>A row along the last axis.</summary>
    /// <param name="update">Its update.</param>
    /// <param name="nu">Its averages.</param>
    /// <param name="mu">The accumulators along that axis.</param>
    /// <param name="next">Where they grow; <paramref name="mu"/> itself where each covers one element.</param>
    /// <param name="smallest">The smallest of the other accumulators that cover the row.</param>
    /// <param name="scalars">The coefficients, in every lane.</param>
    /// <returns>The largest of its elements' accumulators.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Row<T>(Span<T> update, Span<T> nu, Span<T> mu, Span<T> next, T smallest, in Scalars<T> scalars)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var updates = ref MemoryMarshal.GetReference(update);
        ref var averages = ref MemoryMarshal.GetReference(nu);
        ref var accumulators = ref MemoryMarshal.GetReference(mu);
        ref var grown = ref MemoryMarshal.GetReference(next);
        bool isAlone = Unsafe.AreSame(ref accumulators, ref grown);
        var others = Vector512.Create(smallest);
        var max = Vector512<T>.Zero;
        for (int i = 0, length = update.Length; i < length; i += Vector512<T>.Count)
        {
            var u = Blocks.Load(ref updates, i, length);
            var least = Vector512.Min(Blocks.Load(ref accumulators, i, length), others);
            var a = Blocks.MultiplyAdd(scalars.B2, least, scalars.Share * (u * u));
            var scale = Vector512.ConditionalSelect(
                Vector512.GreaterThan(a, Vector512<T>.Zero), Vector512<T>.One / Vector512.Sqrt(a + scalars.Eps), Vector512<T>.Zero);
            var average = Blocks.MultiplyAdd(scalars.B1, Blocks.Load(ref averages, i, length), scalars.OneMinusB1 * (scale * u));
            Blocks.Store(average, ref averages, i, length);
            Blocks.Store(average, ref updates, i, length);
            Blocks.Store(isAlone ? a : Vector512.Max(Blocks.Load(ref grown, i, length), a), ref grown, i, length);
            max = Vector512.Max(max, length - i < Vector512<T>.Count ? Blocks.FirstOr(a, length - i, Vector512<T>.Zero) : a);
        }

        return T.CreateTruncating(Blocks.Max(max));
    }

    private readonly ref struct Scalars<T>(Coefficients coefficients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public readonly Vector512<T> B1 = Vector512.Create(T.CreateTruncating(coefficients.B1));
        public readonly Vector512<T> OneMinusB1 = Vector512.Create(T.CreateTruncating(coefficients.OneMinusB1));
        public readonly Vector512<T> B2 = Vector512.Create(T.CreateTruncating(coefficients.B2));
        public readonly Vector512<T> Share = Vector512.Create(T.CreateTruncating(coefficients.Share));
        public readonly Vector512<T> Eps = Vector512.Create(T.CreateTruncating(coefficients.Eps));
    }
}
