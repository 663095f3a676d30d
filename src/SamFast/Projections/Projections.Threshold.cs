using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

public static partial class Projections
{
    /// <summary>The largest binary exponent with which sums of a tile in the type's own lanes, and of all values in double,
    /// cannot overflow.</summary>
    private static int MaxExponent<T>() => typeof(T) == typeof(float) ? 116 : 988;

    /// <summary>Replaces the parts by max(x − θ, 0), with the θ for which they sum to s.</summary>
    private static void Project<T, TPart>(Span<T> values, double sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPart : IPart
    {
        if (values.IsEmpty)
            return;
        ref var first = ref MemoryMarshal.GetReference(values);
        var (top, total) = Extent<T, TPart>(ref first, (nuint)values.Length);
        if (!double.IsFinite(top))
        {
            values.Fill(T.NaN);
            return;
        }

        if (T.IsZero(T.CreateTruncating(sum)))
        {
            values.Clear();
            return;
        }

        int excess = Math.ILogB(Math.Max(Math.Abs(top), sum)) - MaxExponent<T>();
        if (excess > 0)
        {
            Rescale(values, -excess);
            Project<T, TPart>(values, Math.ScaleB(sum, -excess));
            Rescale(values, excess);
            return;
        }

        var threshold = Threshold<T, TPart>(ref first, (nuint)values.Length, top, total, sum);
        Shrink<T, TPart>(ref first, (nuint)values.Length, threshold);
    }

    /// <summary>True if the 1-norm is at most the radius.</summary>
    private static bool IsWithin<T>(Span<T> values, double radius) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (top, norm) = Extent<T, Magnitude>(ref MemoryMarshal.GetReference(values), (nuint)values.Length);
        if (double.IsFinite(norm) || !double.IsFinite(top))
            return norm <= radius;
        int exponent = Math.ILogB(top);
        norm = 0;
        foreach (T value in values)
            norm += Math.Abs(Pairs.Scaled(value, -exponent));
        return norm <= Math.ScaleB(radius, -exponent);
    }

    private static void Rescale<T>(Span<T> values, int exponent) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (ref T value in values)
            value = T.ScaleB(value, exponent);
    }

    /// <summary>θ, where Σ max(x − θ, 0) = s. That sum is a convex function of θ, so that Newton's steps from the left
    /// approach it from the left, and the values above it get fewer with each; when they do not, θ is found.</summary>
    private static Split<T> Threshold<T, TPart>(ref T values, nuint length, double top, double total, double sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPart : IPart
    {
        // From the left: the threshold if all values are above it, or if only the largest is. The first is rounded, and may lie
        // to the right of θ; the first step then leads to the left of it.
        double mean = double.IsFinite(total) ? (total - sum) / length : double.NegativeInfinity;
        var threshold = Split<T>.Of(Math.Max(mean, top - sum), 0);
        double last = mean >= top - sum ? length : 0;

        // Sums of a single block of float are formed in double.
        bool isFromTop = false, isExact = false, isShort = length <= (nuint)Vector512<float>.Count && typeof(T) == typeof(float);
        for (int step = 1; ; step++)
        {
            var (excess, above) = isExact
                ? Above<T, TPart, ExactSum<T>>(ref values, length, threshold)
                : Above<T, TPart, RoundedSum<T>>(ref values, length, threshold);
            if (above == 0 && isFromTop)
                return threshold; // shares that are smaller than any number
            if (above == 0)
            {
                (threshold, isFromTop, step) = (Split<T>.Of(top, -sum), true, 0);
                continue;
            }

            threshold = Split<T>.Of(double.CreateTruncating(threshold.Upper), excess.Minus(sum) / above);
            bool isFound = above == last || (above > last && step > 2);
            if (isFound && (isExact || isShort))
                return threshold;
            isExact |= isFound;
            last = above;
        }
    }

    /// <summary>A number as the sum of two of the type, the second at most half a unit in the last place of the first.</summary>
    private readonly record struct Split<T>(T Upper, T Lower) where T : IBinaryFloatingPointIeee754<T>
    {
        /// <summary>The sum of two numbers, without its rounding error.</summary>
        public static Split<T> Of(double a, double b)
        {
            double sum = a + b, ofB = sum - a, lost = (a - (sum - ofB)) + (b - ofB);
            T upper = T.CreateTruncating(sum);
            return new Split<T>(upper, T.CreateTruncating((sum - double.CreateTruncating(upper)) + lost));
        }
    }

    /// <summary>A sum in lanes.</summary>
    private interface ILaneSum<T, TSelf> where TSelf : struct, ILaneSum<T, TSelf>
    {
        void Add(Vector512<T> value);

        /// <summary>Adds the lanes of this and of another one to a total.</summary>
        void AddTo(ref Total total, TSelf other);
    }

    /// <summary>A sum, and its accumulated rounding error.</summary>
    private struct Total
    {
        private double _sum;
        private double _lost;

        public void Add(double value)
        {
            double sum = _sum + value, added = sum - _sum;
            _lost += (_sum - (sum - added)) + (value - added);
            _sum = sum;
        }

        public readonly double Minus(double value) => (_sum - value) + _lost;
    }

    private struct RoundedSum<T> : ILaneSum<T, RoundedSum<T>>
    {
        private Vector512<T> _sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<T> value) => _sum += value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void AddTo(ref Total total, RoundedSum<T> other) => total.Add(Blocks.Sum(_sum + other._sum));
    }

    /// <summary>A sum with its accumulated rounding error.</summary>
    private struct ExactSum<T> : ILaneSum<T, ExactSum<T>>
    {
        private Vector512<T> _sum;
        private Vector512<T> _lost;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector512<T> value)
        {
            var sum = _sum + value;
            var added = sum - _sum;
            _lost += (_sum - (sum - added)) + (value - added);
            _sum = sum;
        }

        public void AddTo(ref Total total, ExactSum<T> other)
        {
            Add(other._sum);
            total.Add(Blocks.Sum(_lost + other._lost));
            if (typeof(T) == typeof(float))
            {
                total.Add(Blocks.Sum(_sum));
                return;
            }

            for (int lane = 0; lane < Vector512<double>.Count; lane++)
                total.Add(_sum.As<T, double>().GetElement(lane));
        }
    }

    /// <summary>The largest part, and the sum of all. If that is not finite, the largest part is NaN if one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Top, double Total) Extent<T, TPart>(ref T values, nuint length) where TPart : IPart
    {
        nuint block = (nuint)Vector512<T>.Count;
        var lowest = Blocks.Constant<T>(double.NegativeInfinity);
        var (highest, high) = (lowest, lowest);
        double total = 0;
        for (nuint i = 0; i < length;)
        {
            nuint end = nuint.Min(i + Tiling.TileLength, length);
            var (even, odd) = (Vector512<T>.Zero, Vector512<T>.Zero);
            for (; i + (2 * block) <= end; i += 2 * block)
            {
                var first = TPart.Of(Vector512.LoadUnsafe(ref values, i));
                var second = TPart.Of(Vector512.LoadUnsafe(ref values, i + block));
                highest = Vector512.MaxNative(first, highest);
                high = Vector512.MaxNative(second, high);
                even += first;
                odd += second;
            }

            for (; i < end; i += block)
            {
                int rest = (int)nuint.Min(block, end - i);
                var part = TPart.Of(LoadUpTo(ref Unsafe.Add(ref values, i), rest));
                highest = Vector512.MaxNative(Blocks.FirstOr(part, rest, lowest), highest);
                even += part;
            }

            i = end;
            total += Blocks.Sum(even + odd);
        }

        double top = double.IsFinite(total)
            ? Blocks.Max(Vector512.MaxNative(highest, high))
            : Highest<T, TPart>(ref values, length);
        return (top, total);
    }

    /// <summary>The largest part, or NaN.</summary>
    private static double Highest<T, TPart>(ref T values, nuint length) where TPart : IPart
    {
        var highest = Blocks.Constant<T>(double.NegativeInfinity);
        for (nuint i = 0; i < length; i += (nuint)Vector512<T>.Count)
        {
            int rest = (int)nuint.Min((nuint)Vector512<T>.Count, length - i);
            var part = TPart.Of(LoadUpTo(ref Unsafe.Add(ref values, i), rest));
            highest = Vector512.Max(highest, Blocks.FirstOr(part, rest, highest));
        }

        return Blocks.Max(highest);
    }

    /// <summary>Returns the number of parts above a threshold, and the sum of their excesses over its upper half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Total Excess, long Count) Above<T, TPart, TSum>(ref T values, nuint length, Split<T> threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPart : IPart
        where TSum : struct, ILaneSum<T, TSum>
    {
        var upper = Vector512.Create(threshold.Upper);
        var lower = Vector512.Create(threshold.Lower);
        nuint block = (nuint)Vector512<T>.Count;
        var excess = default(Total);
        long count = 0;
        for (nuint i = 0; i < length;)
        {
            nuint end = nuint.Min(i + Tiling.TileLength, length);
            var (even, odd) = (default(TSum), default(TSum));
            for (; i + (2 * block) <= end; i += 2 * block)
            {
                var first = TPart.Of(Vector512.LoadUnsafe(ref values, i)) - upper;
                var second = TPart.Of(Vector512.LoadUnsafe(ref values, i + block)) - upper;
                var isFirst = Vector512.GreaterThan(first, lower);
                var isSecond = Vector512.GreaterThan(second, lower);
                even.Add(Vector512.ConditionalSelect(isFirst, first, Vector512<T>.Zero));
                odd.Add(Vector512.ConditionalSelect(isSecond, second, Vector512<T>.Zero));
                count += Count(isFirst) + Count(isSecond);
            }

            for (; i < end; i += block)
            {
                int rest = (int)nuint.Min(block, end - i);
                var height = TPart.Of(LoadUpTo(ref Unsafe.Add(ref values, i), rest)) - upper;
                var isAbove = Blocks.FirstOr(Vector512.GreaterThan(height, lower), rest, Vector512<T>.Zero);
                even.Add(Vector512.ConditionalSelect(isAbove, height, Vector512<T>.Zero));
                count += Count(isAbove);
            }

            i = end;
            even.AddTo(ref excess, odd);
        }

        return (excess, count);
    }

    /// <summary>Returns the rounding error of a − b (Knuth).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Lost<T>(Vector512<T> a, Vector512<T> b, Vector512<T> difference)
    {
        var subtracted = difference - a;
        return (a - (difference - subtracted)) - (b + subtracted);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count<T>(Vector512<T> mask) => BitOperations.PopCount(mask.ExtractMostSignificantBits());

    /// <summary>Loads as many elements, at most a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> LoadUpTo<T>(ref T source, int count) =>
        count == Vector512<T>.Count ? Vector512.LoadUnsafe(ref source) : Pieces.Load(ref source, count);

    /// <summary>max(x − θ, 0), with the signs that the values had where their magnitudes are projected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shrink<T, TPart>(ref T values, nuint length, Split<T> threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TPart : IPart
    {
        var upper = Vector512.Create(threshold.Upper);
        var lower = Vector512.Create(threshold.Lower);
        nuint block = (nuint)Vector512<T>.Count, i = 0;
        for (; i + block <= length; i += block)
            Shrink<T, TPart>(Vector512.LoadUnsafe(ref values, i), upper, lower).StoreUnsafe(ref values, i);
        if (i < length)
        {
            int rest = (int)(length - i);
            ref var end = ref Unsafe.Add(ref values, i);
            Pieces.Store(Shrink<T, TPart>(Pieces.Load(ref end, rest), upper, lower), ref end, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Shrink<T, TPart>(Vector512<T> value, Vector512<T> upper, Vector512<T> lower)
        where TPart : IPart
    {
        var zero = Vector512<T>.Zero;
        var part = TPart.Of(value);
        var height = part - upper;
        var rest = Lost(part, upper, height) - lower;
        part = Vector512.ConditionalSelect(Vector512.GreaterThan(height, lower), height + rest, zero);
        part = Vector512.MaxNative(part, zero);
        return typeof(TPart) == typeof(Magnitude) ? Vector512.CopySign(part, value) : part;
    }
}
