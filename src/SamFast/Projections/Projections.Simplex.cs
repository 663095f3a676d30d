using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Projections
{
    /// <summary>Projects onto a simplex, the points that are nowhere negative and sum to s: max(x − θ, 0), with the
    /// threshold θ that makes the sum right.</summary>
    /// <remarks>
    /// <para>The same as <c>optax.projections.projection_simplex</c>, which sorts. Here, θ is approached from below by
    /// Newton's steps, each a sweep over the values that remain above it (Michelot 1986): a handful of sweeps, rarely
    /// more than ten, a number as large as that of the values in the worst case.</para>
    /// <para>The sum is right up to a unit in the last place of θ for each positive value.</para>
    /// </remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The vector x, and what it becomes.</param>
    /// <param name="scale">s, the sum; at least 0.</param>
    /// <exception cref="ArgumentException">s is out of range.</exception>
    public static void Simplex<T>(Span<T> values, double scale = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckType<T>();
        CheckScalar(scale >= 0 && double.IsFinite(scale), scale, nameof(scale), "[0, ∞)");
        if (values.IsEmpty)
            return;
        ref var first = ref MemoryMarshal.GetReference(values);
        double top = Softmax.Highest(ref first, (nuint)values.Length);
        double threshold = Threshold<T, Plain>(ref first, (nuint)values.Length, top, scale);
        Shrink<T, Plain>(ref first, (nuint)values.Length, threshold);
    }

    /// <summary>Projects onto the sphere of the 1-norm, the points whose magnitudes sum to the radius: x keeps its
    /// signs, and its magnitudes are projected onto a simplex.</summary>
    /// <remarks>The same as <c>optax.projections.projection_l1_sphere</c>, except that 0 counts as positive: there it
    /// stays 0, and a vector that lies within the sphere and has zeros does not reach it.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="values">The vector x, and what it becomes.</param>
    /// <param name="radius">The 1-norm; at least 0.</param>
    /// <exception cref="ArgumentException">The radius is out of range.</exception>
    public static void L1Sphere<T>(Span<T> values, double radius = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckType<T>();
        CheckScalar(radius >= 0 && double.IsFinite(radius), radius, nameof(radius), "[0, ∞)");
        if (values.IsEmpty)
            return;
        ref var first = ref MemoryMarshal.GetReference(values);
        double threshold = Threshold<T, Magnitude>(ref first, (nuint)values.Length, double.NegativeInfinity, radius);
        Shrink<T, Magnitude>(ref first, (nuint)values.Length, threshold);
    }

    /// <summary>Projects onto the ball of the 1-norm: as onto its sphere, unless x lies within.</summary>
    /// <remarks>The same as <c>optax.projections.projection_l1_ball</c>.</remarks>
    /// <inheritdoc cref="L1Sphere"/>
    public static void L1Ball<T>(Span<T> values, double radius = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckType<T>();
        CheckScalar(radius >= 0 && double.IsFinite(radius), radius, nameof(radius), "[0, ∞)");
        if (values.IsEmpty)
            return;
        var (norm, _) = Above<T, Magnitude>(ref MemoryMarshal.GetReference(values), (nuint)values.Length, 0);
        if (!(norm <= radius))
            L1Sphere(values, radius);
    }

    /// <summary>What is projected of a value.</summary>
    private interface IPart
    {
        static abstract Vector512<T> Of<T>(Vector512<T> value);
    }

    private readonly struct Plain : IPart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of<T>(Vector512<T> value) => value;
    }

    private readonly struct Magnitude : IPart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<T> Of<T>(Vector512<T> value) => Vector512.Abs(value);
    }

    /// <summary>θ, where Σ max(x − θ, 0) = s. That sum is a convex function of θ, so that Newton's steps from the left
    /// approach it from the left, and the values above it get fewer with each; when they do not, θ is found.</summary>
    private static double Threshold<T, TPart>(ref T values, nuint length, double top, double sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPart : IPart
    {
        // The mean of all, and the largest value, which alone may not exceed s.
        var (total, count) = Above<T, TPart>(ref values, length, double.NegativeInfinity);
        double threshold = Math.Max((total - sum) / length, top - sum);
        while (true)
        {
            // What the lanes subtract is θ rounded to their type.
            double rounded = double.CreateTruncating(T.CreateTruncating(threshold));
            var (excess, above) = Above<T, TPart>(ref values, length, rounded);
            if (above == 0)
                return threshold;
            threshold = rounded + ((excess - sum) / above);
            if (above >= count)
                return threshold;
            count = above;
        }
    }

    /// <summary>How many values are above a threshold, and by how much together; with −∞, all, and their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Excess, double Count) Above<T, TPart>(ref T values, nuint length, double threshold)
        where TPart : IPart
    {
        bool isAll = double.IsNegativeInfinity(threshold);
        var thresholds = Lanes.Constant<T>(threshold);
        var subtracted = isAll ? Vector512<T>.Zero : thresholds;
        nuint block = (nuint)Vector512<T>.Count;
        double excess = 0, count = 0;
        for (nuint i = 0; i < length;)
        {
            nuint end = nuint.Min(i + Tiling.TileLength, length);
            nuint whole = end - ((end - i) % block);
            var sum = Vector512<T>.Zero;
            var number = Vector512<T>.Zero;
            for (; i < whole; i += block)
            {
                var part = TPart.Of(Vector512.LoadUnsafe(ref values, i));
                var isAbove = Vector512.GreaterThan(part, thresholds);
                sum += Vector512.ConditionalSelect(isAbove, part - subtracted, Vector512<T>.Zero);
                number += Vector512.ConditionalSelect(isAbove, Vector512<T>.One, Vector512<T>.Zero);
            }

            if (i < end)
            {
                int rest = (int)(end - i);
                var part = TPart.Of(Lanes.LoadPart(ref Unsafe.Add(ref values, i), rest));
                var isAbove = Lanes.FirstOr(Vector512.GreaterThan(part, thresholds), rest, Vector512<T>.Zero);
                sum += Vector512.ConditionalSelect(isAbove, part - subtracted, Vector512<T>.Zero);
                number += Vector512.ConditionalSelect(isAbove, Vector512<T>.One, Vector512<T>.Zero);
                i = end;
            }

            excess += Lanes.Sum(sum);
            count += Lanes.Sum(number);
        }

        return (excess, count);
    }

    /// <summary>max(x − θ, 0), with the signs that the values had where their magnitudes are projected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shrink<T, TPart>(ref T values, nuint length, double threshold) where TPart : IPart
    {
        var thresholds = Lanes.Constant<T>(threshold);
        nuint block = (nuint)Vector512<T>.Count, i = 0;
        for (; i + block <= length; i += block)
            Shrink<T, TPart>(Vector512.LoadUnsafe(ref values, i), thresholds).StoreUnsafe(ref values, i);
        if (i < length)
        {
            int rest = (int)(length - i);
            ref var end = ref Unsafe.Add(ref values, i);
            Lanes.StorePart(Shrink<T, TPart>(Lanes.LoadPart(ref end, rest), thresholds), ref end, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Shrink<T, TPart>(Vector512<T> value, Vector512<T> thresholds) where TPart : IPart
    {
        var part = Vector512.Max(TPart.Of(value) - thresholds, Vector512<T>.Zero);
        return typeof(TPart) == typeof(Magnitude) ? Vector512.CopySign(part, value) : part;
    }
}
