using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Activations
{
    private readonly struct ReluFunction : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Value<L>(L x) where L : ILanes<L> => L.Max(x, L.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Slope<L>(L x, L factor) where L : ILanes<L> => L.IfGreater(x, L.Zero, factor, L.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Bend<L>(L x) where L : ILanes<L> => L.Zero;
    }

    private readonly struct TanhFunction : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Value<L>(L x) where L : ILanes<L> => L.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Slope<L>(L x, L factor) where L : ILanes<L> => Derivative(x) * factor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Bend<L>(L x) where L : ILanes<L> => L.Create(-2) * L.Tanh(x) * Derivative(x);

        /// <summary>1 − tanh² x as 4z ÷ (1 + z)², z = e^(−2|x|): without cancellation.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static L Derivative<L>(L x) where L : ILanes<L>
        {
            var z = L.Exp(L.Create(-2) * L.Abs(x));
            var sum = L.One + z;
            return L.Create(4) * z / (sum * sum);
        }
    }

    private readonly struct SigmoidFunction : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Value<L>(L x) where L : ILanes<L> => L.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Slope<L>(L x, L factor) where L : ILanes<L>
        {
            var (p, q) = Sides(x);
            return p * q * factor;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Bend<L>(L x) where L : ILanes<L>
        {
            var (p, q) = Sides(x);
            return p * q * (q - p);
        }
    }

    private readonly struct SiluFunction : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Value<L>(L x) where L : ILanes<L> => x * Sides(x).OfX;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Slope<L>(L x, L factor) where L : ILanes<L>
        {
            var (p, q) = Sides(x);
            return p * (L.One + (x * q)) * factor;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Bend<L>(L x) where L : ILanes<L>
        {
            var (p, q) = Sides(x);
            return p * q * (L.Create(2) + (x * (q - p)));
        }
    }

    private readonly struct SoftplusFunction : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Value<L>(L x) where L : ILanes<L> => L.Softplus(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Slope<L>(L x, L factor) where L : ILanes<L> => Sides(x).OfX * factor;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Bend<L>(L x) where L : ILanes<L>
        {
            var (p, q) = Sides(x);
            return p * q;
        }
    }

    /// <summary>x·σ(v), v = 2√(2/π)·(x + 0.044715x³): ½(1 + tanh u) is σ(2u).</summary>
    private readonly struct GeluFunction : IActivation
    {
        private const double Rate = 1.5957691216057308, Cubic = 0.044715;

        /// <summary>From here on, σ(v) is 0 or 1, in double, too; powers of x must not overflow.</summary>
        private const double Bound = 32;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Value<L>(L x) where L : ILanes<L> => x * Sides(Inner(Bounded(x))).OfX;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Slope<L>(L x, L factor) where L : ILanes<L>
        {
            var bounded = Bounded(x);
            var (p, q) = Sides(Inner(bounded));
            return (p + (bounded * p * q * InnerSlope(bounded))) * factor;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Bend<L>(L x) where L : ILanes<L>
        {
            var bounded = Bounded(x);
            var (p, q) = Sides(Inner(bounded));
            var slope = InnerSlope(bounded);
            var bend = L.Create(6 * Rate * Cubic) * bounded;
            return p * q * (slope + slope + (bounded * (((q - p) * slope * slope) + bend)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static L Bounded<L>(L x) where L : ILanes<L> => L.Min(L.Max(x, L.Create(-Bound)), L.Create(Bound));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static L Inner<L>(L x) where L : ILanes<L> => x * (L.Create(Rate) + (L.Create(Rate * Cubic) * x * x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static L InnerSlope<L>(L x) where L : ILanes<L> => L.Create(Rate) + (L.Create(3 * Rate * Cubic) * x * x);
    }

    private readonly struct GeluExactFunction : IActivation
    {
        /// <summary>Beyond, the density is 0; powers of x must not overflow.</summary>
        private const double Bound = 40;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Value<L>(L x) where L : ILanes<L> => x * Elementary.NormalDistribution(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Slope<L>(L x, L factor) where L : ILanes<L>
        {
            var bounded = L.Min(L.Max(x, L.Create(-Bound)), L.Create(Bound));
            return (Elementary.NormalDistribution(x) + (bounded * Density(bounded))) * factor;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static L Bend<L>(L x) where L : ILanes<L>
        {
            var bounded = L.Min(L.Max(x, L.Create(-Bound)), L.Create(Bound));
            return Density(bounded) * (L.Create(2) - (bounded * bounded));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static L Density<L>(L x) where L : ILanes<L> => L.Create(0.3989422804014327) * L.Exp(L.Create(-0.5) * x * x);
    }

    /// <summary>The sigmoid of x and of −x, from the exponential that cannot overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (L OfX, L OfMinusX) Sides<L>(L x) where L : ILanes<L>
    {
        var z = L.Exp(-L.Abs(x));
        var large = L.One / (L.One + z);
        var small = z * large;
        return (L.IfLess(x, L.Zero, small, large), L.IfLess(x, L.Zero, large, small));
    }
}
