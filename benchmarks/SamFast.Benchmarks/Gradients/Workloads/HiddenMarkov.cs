namespace SamFast.Benchmarks.Gradients.Workloads;

/// <summary>The likelihood of a hidden Markov model with two states and four parameters: 1,000 steps of the forward algorithm.</summary>
internal sealed partial class HiddenMarkov : GradientWorkload
{
    private const int Steps = 1000;

    private readonly double[] _p = [0.8, 1.2, -0.9, 1.1], _x = Numbers(11, Steps, -2, 2);

    public override string Name => "HMM, 1000 steps";

    [Differentiable]
    public static double Loss(ReadOnlySpan<double> p, ReadOnlySpan<double> x)
    {
        double a = 0.5, b = 0.5, log = 0;
        double stay0 = 1 / (1 + Math.Exp(-p[0])), stay1 = 1 / (1 + Math.Exp(-p[1]));
        for (int t = 0; t < x.Length; t++)
        {
            double e0 = Math.Exp(-0.5 * (x[t] - p[2]) * (x[t] - p[2])), e1 = Math.Exp(-0.5 * (x[t] - p[3]) * (x[t] - p[3]));
            double na = ((a * stay0) + (b * (1 - stay1))) * e0, nb = ((a * (1 - stay0)) + (b * stay1)) * e1;
            double c = na + nb;
            log += Math.Log(c);
            a = na / c;
            b = nb / c;
        }

        return -log / x.Length;
    }

    public override IEnumerable<GradientPeer> Peers()
    {
        double[] gradient = new double[4], product = new double[4], byHand = new double[4], byDuals = new double[4], byC = new double[4];
        double[] direction = Numbers(12, 4, -1, 1), path = new double[4 * Steps], none = [];
        yield return new(PeerNames.Gradient, gradient, () => LossGradient(_p, _x, gradient));
        yield return new(PeerNames.Primal, () => Loss(_p, _x));
        yield return new(PeerNames.Scalar, byHand, () => ByHand(_p, _x, path, byHand));
        yield return new(PeerNames.Duals, byDuals, () => ByDuals(_p, _x).Read(byDuals));
        yield return new(PeerNames.HessianProduct, () =>
        {
            LossHessianProduct(_p, _x, direction, product);
            return 0;
        });
        if (NativeGradient<double>.Find("hidden_markov") is { } native)
            yield return new(PeerNames.Gcc, byC, () => native.Evaluate(_p, byC, _x, none, Steps));
    }

    private static double ByHand(ReadOnlySpan<double> p, ReadOnlySpan<double> x, Span<double> path, Span<double> gradient)
    {
        double a = 0.5, b = 0.5, log = 0;
        double stay0 = 1 / (1 + Math.Exp(-p[0])), stay1 = 1 / (1 + Math.Exp(-p[1]));
        for (int t = 0; t < x.Length; t++)
        {
            double e0 = Math.Exp(-0.5 * (x[t] - p[2]) * (x[t] - p[2])), e1 = Math.Exp(-0.5 * (x[t] - p[3]) * (x[t] - p[3]));
            var kept = path.Slice(4 * t, 4);
            (kept[0], kept[1], kept[2], kept[3]) = (a, b, e0, e1);
            double na = ((a * stay0) + (b * (1 - stay1))) * e0, nb = ((a * (1 - stay0)) + (b * stay1)) * e1, c = na + nb;
            log += Math.Log(c);
            (a, b) = (na / c, nb / c);
        }

        double seed = -1.0 / x.Length, da = 0, db = 0, d0 = 0, d1 = 0, d2 = 0, d3 = 0;
        for (int t = x.Length - 1; t >= 0; t--)
        {
            var kept = path.Slice(4 * t, 4);
            double nextA = a, nextB = b, e0 = kept[2], e1 = kept[3];
            (a, b) = (kept[0], kept[1]);
            double ma = (a * stay0) + (b * (1 - stay1)), mb = (a * (1 - stay0)) + (b * stay1), inverse = 1 / ((ma * e0) + (mb * e1));
            double common = seed - (da * nextA) - (db * nextB), dna = (da + common) * inverse, dnb = (db + common) * inverse;
            d2 += dna * ma * e0 * (x[t] - p[2]);
            d3 += dnb * mb * e1 * (x[t] - p[3]);
            double f0 = dna * e0, f1 = dnb * e1;
            d0 += a * (f0 - f1);
            d1 += b * (f1 - f0);
            (da, db) = ((f0 * stay0) + (f1 * (1 - stay0)), (f0 * (1 - stay1)) + (f1 * stay1));
        }

        (gradient[0], gradient[1]) = (d0 * stay0 * (1 - stay0), d1 * stay1 * (1 - stay1));
        (gradient[2], gradient[3]) = (d2, d3);
        return log * seed;
    }

    private static Dual ByDuals(ReadOnlySpan<double> p, ReadOnlySpan<double> x)
    {
        Dual a = 0.5, b = 0.5, log = 0, m0 = Dual.Of(p[2], 2), m1 = Dual.Of(p[3], 3);
        Dual stay0 = 1.0 / (1.0 + Dual.Exp(-Dual.Of(p[0], 0))), stay1 = 1.0 / (1.0 + Dual.Exp(-Dual.Of(p[1], 1)));
        for (int t = 0; t < x.Length; t++)
        {
            Dual e0 = Dual.Exp(-0.5 * ((x[t] - m0) * (x[t] - m0))), e1 = Dual.Exp(-0.5 * ((x[t] - m1) * (x[t] - m1)));
            Dual na = ((a * stay0) + (b * (1 - stay1))) * e0, nb = ((a * (1 - stay0)) + (b * stay1)) * e1;
            var c = na + nb;
            log += Dual.Log(c);
            a = na / c;
            b = nb / c;
        }

        return -log / x.Length;
    }
}
