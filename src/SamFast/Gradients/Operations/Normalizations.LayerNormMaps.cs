using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Normalizations
{
    /// <summary>The mean of a row, and the reciprocal of its deviation.</summary>
    private readonly record struct Moments(double Mean, double Scale)
    {
        internal static Moments Of<T>(ReadOnlySpan<T> row, double epsilon) where T : unmanaged
        {
            double mean = Blocks.Sum(row) / row.Length;
            return new(mean, 1 / Math.Sqrt((Maps.Sum(new SquaredDeviation(mean), new Operands<T>(row)) / row.Length) + epsilon));
        }

        /// <summary>The normalized row, x̂.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal L Normalize<L>(L x) where L : ILanes<L> => (x - L.Create(Mean)) * L.Create(Scale);
    }

    /// <summary>The derivative of the normalized row along a tangent: r·(ẋ − mean ẋ − x̂·mean(x̂·ẋ)).</summary>
    private readonly record struct Direction(Moments Moments, double Mean, double Slope)
    {
        internal static Direction Of<T>(Moments moments, ReadOnlySpan<T> row, ReadOnlySpan<T> tangent) where T : unmanaged => new(
            moments, Blocks.Sum(tangent) / row.Length,
            Maps.Sum(new TimesNormal(moments), new Operands<T>(tangent, row)) / row.Length);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal L Push<L>(L tangent, L x) where L : ILanes<L> =>
            L.Create(Moments.Scale) * (tangent - L.Create(Mean) - (Moments.Normalize(x) * L.Create(Slope)));
    }

    /// <summary>x̂ of a, times b, plus c.</summary>
    private readonly struct Normalized(Moments moments) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => (moments.Normalize(a) * b) + c;
    }

    /// <summary>(a − mean)².</summary>
    private readonly struct SquaredDeviation(double mean) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L>
        {
            var deviation = a - L.Create(mean);
            return deviation * deviation;
        }
    }

    /// <summary>a·b.</summary>
    private readonly struct Weighted : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => a * b;
    }

    /// <summary>a times x̂ of b.</summary>
    private readonly struct TimesNormal(Moments moments) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => a * moments.Normalize(b);
    }

    /// <summary>a·b times x̂ of c.</summary>
    private readonly struct WeightedNormal(Moments moments) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => a * b * moments.Normalize(c);
    }

    /// <summary>factor·(a·b − mean − slope·x̂ of c).</summary>
    private readonly struct Pulled(Moments moments, double factor, double mean, double slope) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> =>
            L.Create(factor) * ((a * b) - L.Create(mean) - (moments.Normalize(c) * L.Create(slope)));
    }

    /// <summary>The derivative of x̂ of c along a, times b.</summary>
    private readonly struct Pushed(Direction along) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => along.Push(a, c) * b;
    }

    /// <summary>The derivative of x̂ of c along a, times b·d.</summary>
    private readonly struct WeightedPushed(Direction along) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => along.Push(a, c) * (b * d);
    }

    /// <summary>first times the derivative of x̂ of b along a, plus second times x̂ of b.</summary>
    private readonly struct Curved(Direction along, double first, double second) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> =>
            (L.Create(first) * along.Push(a, b)) + (L.Create(second) * along.Moments.Normalize(b));
    }
}
