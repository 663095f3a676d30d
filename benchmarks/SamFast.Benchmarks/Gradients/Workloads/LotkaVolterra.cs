using System.Runtime.CompilerServices;

namespace SamFast.Benchmarks.Gradients.Workloads;

/// <summary>The mean squared error of a predator-prey model with six parameters: 1,000 Runge-Kutta steps.</summary>
internal sealed partial class LotkaVolterra : GradientWorkload
{
    private const int Steps = 1000;

    private const double H = 0.01;

    private readonly double[] _p = [1.1, 0.4, 0.1, 0.4, 10, 5], _x = Numbers(8, Steps, 0, 12), _y = Numbers(9, Steps, 0, 12);

    public override string Name => "Lotka–Volterra, 1000 steps";

    [Differentiable]
    public static double Loss(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double u = p[4], v = p[5], sum = 0;
        for (int t = 0; t < x.Length; t++)
        {
            double u1 = (p[0] * u) - (p[1] * u * v), v1 = (p[2] * u * v) - (p[3] * v);
            double ua = u + (0.5 * H * u1), va = v + (0.5 * H * v1);
            double u2 = (p[0] * ua) - (p[1] * ua * va), v2 = (p[2] * ua * va) - (p[3] * va);
            double ub = u + (0.5 * H * u2), vb = v + (0.5 * H * v2);
            double u3 = (p[0] * ub) - (p[1] * ub * vb), v3 = (p[2] * ub * vb) - (p[3] * vb);
            double uc = u + (H * u3), vc = v + (H * v3);
            double u4 = (p[0] * uc) - (p[1] * uc * vc), v4 = (p[2] * uc * vc) - (p[3] * vc);
            u += H / 6 * (u1 + (2 * u2) + (2 * u3) + u4);
            v += H / 6 * (v1 + (2 * v2) + (2 * v3) + v4);
            double a = u - x[t], b = v - y[t];
            sum += (a * a) + (b * b);
        }

        return sum / x.Length;
    }

    public override IEnumerable<GradientPeer> Peers()
    {
        double[] gradient = new double[6], product = new double[6], byHand = new double[6], byDuals = new double[6], byC = new double[6];
        double[] direction = Numbers(10, 6, -1, 1), path = new double[2 * Steps];
        yield return new(PeerNames.Gradient, gradient, () => LossGradient(_p, _x, _y, gradient));
        yield return new(PeerNames.Primal, () => Loss(_p, _x, _y));
        yield return new(PeerNames.Scalar, byHand, () => ByHand(_p, _x, _y, path, byHand));
        yield return new(PeerNames.Duals, byDuals, () => ByDuals(_p, _x, _y).Read(byDuals));
        yield return new(PeerNames.HessianProduct, () =>
        {
            LossHessianProduct(_p, _x, _y, direction, product);
            return 0;
        });
        if (NativeGradient<double>.Find("lotka_volterra") is { } native)
            yield return new(PeerNames.Gcc, byC, () => native.Evaluate(_p, byC, _x, _y, Steps));
    }

    private static double ByHand(
        ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> path, Span<double> gradient)
    {
        var model = new Model(p[0], p[1], p[2], p[3]);
        double u = p[4], v = p[5], sum = 0;
        for (int t = 0; t < x.Length; t++)
        {
            (path[2 * t], path[(2 * t) + 1]) = (u, v);
            var (u1, v1) = model.Slope(u, v);
            var (u2, v2) = model.Slope(u + (0.5 * H * u1), v + (0.5 * H * v1));
            var (u3, v3) = model.Slope(u + (0.5 * H * u2), v + (0.5 * H * v2));
            var (u4, v4) = model.Slope(u + (H * u3), v + (H * v3));
            u += H / 6 * (u1 + (2 * u2) + (2 * u3) + u4);
            v += H / 6 * (v1 + (2 * v2) + (2 * v3) + v4);
            sum += ((u - x[t]) * (u - x[t])) + ((v - y[t]) * (v - y[t]));
        }

        double scale = 2.0 / x.Length, du = 0, dv = 0;
        for (int t = x.Length - 1; t >= 0; t--)
        {
            du += scale * (u - x[t]);
            dv += scale * (v - y[t]);
            (u, v) = (path[2 * t], path[(2 * t) + 1]);
            var (u1, v1) = model.Slope(u, v);
            double ua = u + (0.5 * H * u1), va = v + (0.5 * H * v1);
            var (u2, v2) = model.Slope(ua, va);
            double ub = u + (0.5 * H * u2), vb = v + (0.5 * H * v2);
            var (u3, v3) = model.Slope(ub, vb);
            double sixthU = H / 6 * du, sixthV = H / 6 * dv;
            var (uc, vc) = model.Reverse(u + (H * u3), v + (H * v3), sixthU, sixthV);
            var (dub, dvb) = model.Reverse(ub, vb, (2 * sixthU) + (H * uc), (2 * sixthV) + (H * vc));
            var (dua, dva) = model.Reverse(ua, va, (2 * sixthU) + (0.5 * H * dub), (2 * sixthV) + (0.5 * H * dvb));
            var (d0, d1) = model.Reverse(u, v, sixthU + (0.5 * H * dua), sixthV + (0.5 * H * dva));
            du += uc + dub + dua + d0;
            dv += vc + dvb + dva + d1;
        }

        (gradient[0], gradient[1], gradient[2], gradient[3]) = (model.DA, model.DB, model.DC, model.DD);
        (gradient[4], gradient[5]) = (du, dv);
        return sum / x.Length;
    }

    /// <summary>The differential equations, and the sums of their adjoints.</summary>
    private ref struct Model(double a, double b, double c, double d)
    {
        public double DA, DB, DC, DD;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly (double U, double V) Slope(double u, double v) => ((a * u) - (b * u * v), (c * u * v) - (d * v));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (double U, double V) Reverse(double u, double v, double du, double dv)
        {
            DA += u * du;
            DB -= u * v * du;
            DC += u * v * dv;
            DD -= v * dv;
            double cross = (c * dv) - (b * du);
            return ((a * du) + (v * cross), (u * cross) - (d * dv));
        }
    }

    private static Dual ByDuals(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Dual a = Dual.Of(p[0], 0), b = Dual.Of(p[1], 1), c = Dual.Of(p[2], 2), d = Dual.Of(p[3], 3);
        Dual u = Dual.Of(p[4], 4), v = Dual.Of(p[5], 5), sum = 0;
        for (int t = 0; t < x.Length; t++)
        {
            Dual u1 = (a * u) - (b * u * v), v1 = (c * u * v) - (d * v);
            Dual ua = u + (0.5 * H * u1), va = v + (0.5 * H * v1);
            Dual u2 = (a * ua) - (b * ua * va), v2 = (c * ua * va) - (d * va);
            Dual ub = u + (0.5 * H * u2), vb = v + (0.5 * H * v2);
            Dual u3 = (a * ub) - (b * ub * vb), v3 = (c * ub * vb) - (d * vb);
            Dual uc = u + (H * u3), vc = v + (H * v3);
            Dual u4 = (a * uc) - (b * uc * vc), v4 = (c * uc * vc) - (d * vc);
            u += H / 6 * (u1 + (2 * u2) + (2 * u3) + u4);
            v += H / 6 * (v1 + (2 * v2) + (2 * v3) + v4);
            Dual eu = u - x[t], ev = v - y[t];
            sum += (eu * eu) + (ev * ev);
        }

        return sum / x.Length;
    }
}
