using System.Runtime.CompilerServices;

namespace SamFast;

internal static partial class Elementary
{
    /// <summary>The distribution function Φ of the normal distribution, with full relative accuracy for x ≤ 0 up to the rounding of
    /// x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static L NormalDistribution<L>(L value) where L : ILanes<L>
    {
        var magnitude = L.Abs(value);
        var density = L.Exp(L.Create(-0.5) * (magnitude * magnitude));
        var tail = L.Create(0.5) * density * ScaledErfc(magnitude * L.Create(0.70710678118654752));
        return L.IfGreater(value, L.Zero, L.One - tail, tail);
    }

    /// <summary>exp(x²)·erfc(x) for x ≥ 0.</summary>
    /// <remarks>(1 + 2x)·exp(x²)·erfc(x) as a polynomial of (x − K) ÷ (x + K), as in Shepherd and Laframboise 1981
    /// (Math. Comp. 36, 249). The coefficients interpolate at Chebyshev's nodes, up to the x where exp(−x²) underflows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L ScaledErfc<L>(L value) where L : ILanes<L>
    {
        const double K = 3.75;
        var x = L.Min(value, L.Create(L.IsDouble ? 28 : 14));
        var t = (x - L.Create(K)) / (x + L.Create(K));
        return Polynomial(t) / (L.One + x + x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static L Polynomial<L>(L t) where L : ILanes<L>
    {
        if (L.IsDouble)
        {
            var sum = L.Create(-2.4108215365422332e-09);
            sum = L.MultiplyAdd(sum, t, L.Create(-8.782125734803521e-10));
            sum = L.MultiplyAdd(sum, t, L.Create(3.285083556233316e-08));
            sum = L.MultiplyAdd(sum, t, L.Create(1.5996335215573707e-08));
            sum = L.MultiplyAdd(sum, t, L.Create(-2.5261465267715506e-07));
            sum = L.MultiplyAdd(sum, t, L.Create(-4.815839621672849e-08));
            sum = L.MultiplyAdd(sum, t, L.Create(1.7481190468391965e-06));
            sum = L.MultiplyAdd(sum, t, L.Create(-9.801666755858578e-07));
            sum = L.MultiplyAdd(sum, t, L.Create(-1.1442990926805438e-05));
            sum = L.MultiplyAdd(sum, t, L.Create(2.2387259638230133e-05));
            sum = L.MultiplyAdd(sum, t, L.Create(5.1648913469599865e-05));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.00029015496529570924));
            sum = L.MultiplyAdd(sum, t, L.Create(0.00029371366631088616));
            sum = L.MultiplyAdd(sum, t, L.Create(0.001755626017152004));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.009746579553431873));
            sum = L.MultiplyAdd(sum, t, L.Create(0.028362277400457724));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.05869339859030941));
            sum = L.MultiplyAdd(sum, t, L.Create(0.09230432116153116));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.10880393014171236));
            sum = L.MultiplyAdd(sum, t, L.Create(0.08227673849011204));
            sum = L.MultiplyAdd(sum, t, L.Create(0.003585415485463779));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.1402405985855467));
            sum = L.MultiplyAdd(sum, t, L.Create(1.2375126308378275));
            return sum;
        }
        else
        {
            var sum = L.Create(0.000960830059463939);
            sum = L.MultiplyAdd(sum, t, L.Create(0.0019288080877363529));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.01022099313943997));
            sum = L.MultiplyAdd(sum, t, L.Create(0.0281040899969544));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.05857770209486607));
            sum = L.MultiplyAdd(sum, t, L.Create(0.0923851361738013));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.10881499046549764));
            sum = L.MultiplyAdd(sum, t, L.Create(0.08226788690461898));
            sum = L.MultiplyAdd(sum, t, L.Create(0.003585795827641351));
            sum = L.MultiplyAdd(sum, t, L.Create(-0.14024033946791462));
            sum = L.MultiplyAdd(sum, t, L.Create(1.2375126279682414));
            return sum;
        }
    }
}
