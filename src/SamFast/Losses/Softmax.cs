using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>The sweeps over one row of logits. The exponentials wait in the gradient, which is in cache.</summary>
internal static class Softmax
{
    /// <summary>The largest logit, or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Highest<T>(ref T logits, nuint length)
    {
        nuint block = (nuint)Vector512<T>.Count, i = 0;
        var lowest = Blocks.Constant<T>(double.NegativeInfinity);
        var highest = lowest;
        for (; i + block <= length; i += block)
            highest = Vector512.Max(highest, Vector512.LoadUnsafe(ref logits, i));
        if (i < length)
        {
            int rest = (int)(length - i);
            var part = Pieces.Load(ref Unsafe.Add(ref logits, i), rest);
            highest = Vector512.Max(highest, Blocks.FirstOr(part, rest, lowest));
        }

        return Blocks.Max(highest);
    }

    /// <summary>Writes e^(x − top) and returns the sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Exponentials<T>(ref T logits, ref T exponentials, nuint length, double top)
    {
        var tops = Blocks.Constant<T>(top);
        nuint block = (nuint)Vector512<T>.Count;
        double total = 0;
        for (nuint i = 0; i < length;)
        {
            nuint end = nuint.Min(i + Tiling.TileLength, length);
            nuint whole = end - ((end - i) % block);
            var sum = Vector512<T>.Zero;
            for (; i < whole; i += block)
            {
                var exponential = Blocks.Exp(Vector512.LoadUnsafe(ref logits, i) - tops);
                exponential.StoreUnsafe(ref exponentials, i);
                sum += exponential;
            }

            if (i < end)
            {
                int rest = (int)(end - i);
                var exponential = Blocks.Exp(Pieces.Load(ref Unsafe.Add(ref logits, i), rest) - tops);
                Pieces.Store(exponential, ref Unsafe.Add(ref exponentials, i), rest);
                sum += Blocks.FirstOr(exponential, rest, Vector512<T>.Zero);
                i = end;
            }

            total += Blocks.Sum(sum);
        }

        return total;
    }

    /// <summary>Writes e^(x − top) and returns the sums for the labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Sums Exponentials<T>(ref T logits, ref T labels, ref T exponentials, nuint length, double top)
    {
        var tops = Blocks.Constant<T>(top);
        nuint block = (nuint)Vector512<T>.Count;
        var total = default(Sums);
        for (nuint i = 0; i < length;)
        {
            nuint end = nuint.Min(i + Tiling.TileLength, length);
            nuint whole = end - ((end - i) % block);
            var lanes = default(Lane<T>);
            for (; i < whole; i += block)
            {
                var difference = Vector512.LoadUnsafe(ref logits, i) - tops;
                var exponential = Blocks.Exp(difference);
                lanes.Add(difference, exponential, Vector512.LoadUnsafe(ref labels, i));
                exponential.StoreUnsafe(ref exponentials, i);
            }

            if (i < end)
            {
                int rest = (int)(end - i);
                var difference = Blocks.FirstOr(Pieces.Load(ref Unsafe.Add(ref logits, i), rest) - tops, rest, Vector512<T>.Zero);
                var exponential = Blocks.FirstOr(Blocks.Exp(difference), rest, Vector512<T>.Zero);
                lanes.Add(difference, exponential, Pieces.Load(ref Unsafe.Add(ref labels, i), rest));
                Pieces.Store(exponential, ref Unsafe.Add(ref exponentials, i), rest);
                i = end;
            }

            total.Exponentials += Blocks.Sum(lanes.Exponentials);
            total.Labels += Blocks.Sum(lanes.Labels);
            total.Below += Blocks.Sum(lanes.Below);
            total.LabelledExponentials += Blocks.Sum(lanes.LabelledExponentials);
        }

        return total;
    }

    /// <summary>Replaces exponentials e by a·e − scale·y − b·e·y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Differentiate<T>(ref T labels, ref T values, nuint length, double a, double b, double scale)
    {
        var factors = Blocks.Constant<T>(a);
        var bends = Blocks.Constant<T>(b);
        var scales = Blocks.Constant<T>(scale);
        nuint block = (nuint)Vector512<T>.Count, i = 0;
        for (; i + block <= length; i += block)
        {
            var e = Vector512.LoadUnsafe(ref values, i);
            var slope = factors * e - (scales + bends * e) * Vector512.LoadUnsafe(ref labels, i);
            slope.StoreUnsafe(ref values, i);
        }

        if (i < length)
        {
            int rest = (int)(length - i);
            var e = Pieces.Load(ref Unsafe.Add(ref values, i), rest);
            var slope = factors * e - (scales + bends * e) * Pieces.Load(ref Unsafe.Add(ref labels, i), rest);
            Pieces.Store(slope, ref Unsafe.Add(ref values, i), rest);
        }
    }

    /// <summary>Replaces exponentials e by scale·(p·(Y + ε·(D − y)) − y) with p = e ÷ Σe, Y = Σy and D = Σ y·p, in
    /// double: for factors that the type of the logits does not hold.</summary>
    internal static void Differentiate<T>(
        ReadOnlySpan<T> labels, Span<T> values, in Sums sums, double epsilon, double scale)
        where T : unmanaged, INumberBase<T>
    {
        double hit = sums.LabelledExponentials / sums.Exponentials;
        for (int i = 0; i < values.Length; i++)
        {
            double y = double.CreateTruncating(labels[i]);
            double p = double.CreateTruncating(values[i]) / sums.Exponentials;
            values[i] = T.CreateTruncating(scale * ((p * sums.Labels) - y + (epsilon * p * (hit - y))));
        }
    }

    /// <summary>The sums of a row.</summary>
    internal struct Sums
    {
        /// <summary>Σ e^(x − top).</summary>
        internal double Exponentials;

        /// <summary>Σ y.</summary>
        internal double Labels;

        /// <summary>Σ y·(top − x).</summary>
        internal double Below;

        /// <summary>Σ y·e^(x − top).</summary>
        internal double LabelledExponentials;
    }

    private struct Lane<T>
    {
        internal Vector512<T> Exponentials;
        internal Vector512<T> Labels;
        internal Vector512<T> Below;
        internal Vector512<T> LabelledExponentials;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Add(Vector512<T> difference, Vector512<T> exponential, Vector512<T> label)
        {
            var isOut = Vector512.Equals(label, Vector512<T>.Zero);
            Exponentials += exponential;
            Labels += label;
            Below -= Vector512.ConditionalSelect(isOut, Vector512<T>.Zero, label * difference);
            LabelledExponentials += label * exponential;
        }
    }
}
