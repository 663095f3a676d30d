using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Normalizations
{
    /// <summary>a ÷ divisor.</summary>
    private readonly struct Quotient(double divisor) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => a / L.Create(divisor);
    }

    /// <summary>a·factor.</summary>
    private readonly struct Product(double factor) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => a * L.Create(factor);
    }

    /// <summary>a·(b − mean).</summary>
    private readonly struct WeightedDeviation(double mean) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => a * (b - L.Create(mean));
    }

    /// <summary>(a − first) − second.</summary>
    private readonly struct Difference(double first, double second) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => a - L.Create(first) - L.Create(second);
    }

    /// <summary>b − factor·eᵃ.</summary>
    private readonly struct LessExponential(double factor) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => b - (L.Create(factor) * L.Exp(a));
    }

    /// <summary>eᵃ·b.</summary>
    private readonly struct ExponentialTimes : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => L.Exp(a) * b;
    }

    /// <summary>factor·eᵃ·b.</summary>
    private readonly struct ScaledExponentialTimes(double factor) : IMap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public L Of<L>(L a, L b, L c, L d) where L : ILanes<L> => L.Create(factor) * L.Exp(a) * b;
    }
}
