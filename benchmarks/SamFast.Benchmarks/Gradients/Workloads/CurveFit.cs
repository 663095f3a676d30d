using System.Runtime.Intrinsics;

namespace SamFast.Benchmarks.Gradients.Workloads;

/// <summary>The mean squared error of a·exp(−b·x) + c, and its square root.</summary>
internal sealed partial class CurveFit(bool isRoot) : GradientWorkload
{
    private const int Count = 1000;

    private readonly double[] _p = [1.2, 0.7, 0.1], _x = Numbers(2, Count, 0, 4), _y = Numbers(3, Count, 0, 1);

    public override string Name => isRoot ? "root mean square" : "curve fit";

    /// <summary>True for the square root.</summary>
    public bool IsRoot => isRoot;

    /// <summary>The parameters and the points of the curve.</summary>
    public (double[] Point, double[] X, double[] Y) Data => (_p, _x, _y);

    [Differentiable]
    public static double Loss(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double r = (p[0] * Math.Exp(-p[1] * x[i])) + p[2] - y[i];
            sum += r * r;
        }

        return sum / x.Length;
    }

    [Differentiable]
    public static double Root(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double r = (p[0] * Math.Exp(-p[1] * x[i])) + p[2] - y[i];
            sum += r * r;
        }

        return Math.Sqrt(sum / x.Length);
    }

    public override IEnumerable<GradientPeer> Peers()
    {
        double[] gradient = new double[3], product = new double[3], byHand = new double[3], byVectors = new double[3];
        double[] byDuals = new double[3], byC = new double[3], direction = [0.3, -0.7, 0.2];
        yield return isRoot
            ? new(PeerNames.Gradient, gradient, () => RootGradient(_p, _x, _y, gradient))
            : new(PeerNames.Gradient, gradient, () => LossGradient(_p, _x, _y, gradient));
        yield return isRoot ? new(PeerNames.Primal, () => Root(_p, _x, _y)) : new(PeerNames.Primal, () => Loss(_p, _x, _y));
        yield return new(PeerNames.Scalar, byHand, () => Scaled(ByHand(_p, _x, _y, byHand), byHand));
        yield return new(PeerNames.Vectors, byVectors, () => Scaled(ByVectors(_p, _x, _y, byVectors), byVectors));
        yield return new(PeerNames.Duals, byDuals, () => Scaled(ByDuals(_p, _x, _y).Read(byDuals), byDuals));
        yield return new(PeerNames.HessianProduct, () =>
        {
            if (isRoot)
                RootHessianProduct(_p, _x, _y, direction, product);
            else
                LossHessianProduct(_p, _x, _y, direction, product);
            return 0;
        });
        if (NativeGradient<double>.Find("curve_fit") is { } native)
            yield return new(PeerNames.Gcc, byC, () => Scaled(native.Evaluate(_p, byC, _x, _y, Count), byC));
    }

    /// <summary>Takes the root of a value and its gradient, if it is the loss.</summary>
    private double Scaled(double value, Span<double> gradient)
    {
        if (!isRoot)
            return value;
        double root = Math.Sqrt(value);
        foreach (ref double slope in gradient)
            slope *= 0.5 / root;
        return root;
    }

    private static double ByHand(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        double a = p[0], b = p[1], c = p[2], sum = 0, da = 0, db = 0, dc = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double e = Math.Exp(-b * x[i]), r = (a * e) + c - y[i];
            sum += r * r;
            da += r * e;
            db -= r * e * x[i];
            dc += r;
        }

        double scale = 2.0 / x.Length;
        (gradient[0], gradient[1], gradient[2]) = (scale * da, scale * a * db, scale * dc);
        return sum / x.Length;
    }

    private static double ByVectors(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        Vector512<double> a = Vector512.Create(p[0]), b = Vector512.Create(-p[1]), c = Vector512.Create(p[2]);
        Vector512<double> sum = default, da = default, db = default, dc = default;
        int i = 0;
        for (; i <= x.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var xs = Vector512.Create(x[i..]);
            var e = Vector512.Exp(b * xs);
            var r = Vector512.FusedMultiplyAdd(a, e, c - Vector512.Create(y[i..]));
            var re = r * e;
            sum = Vector512.FusedMultiplyAdd(r, r, sum);
            da += re;
            db = Vector512.FusedMultiplyAdd(-re, xs, db);
            dc += r;
        }

        double total = Vector512.Sum(sum), totalA = Vector512.Sum(da), totalB = Vector512.Sum(db), totalC = Vector512.Sum(dc);
        for (; i < x.Length; i++)
        {
            double e = Math.Exp(-p[1] * x[i]), r = (p[0] * e) + p[2] - y[i];
            total += r * r;
            totalA += r * e;
            totalB -= r * e * x[i];
            totalC += r;
        }

        double scale = 2.0 / x.Length;
        (gradient[0], gradient[1], gradient[2]) = (scale * totalA, scale * p[0] * totalB, scale * totalC);
        return total / x.Length;
    }

    private static Dual ByDuals(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Dual a = Dual.Of(p[0], 0), b = Dual.Of(p[1], 1), c = Dual.Of(p[2], 2), sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            var r = (a * Dual.Exp(-x[i] * b)) + c - y[i];
            sum += r * r;
        }

        return sum / x.Length;
    }
}
