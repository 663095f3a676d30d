using System.Numerics.Tensors;

namespace SamFast.Benchmarks.Gradients.Workloads;

/// <summary>Logistic regression with 500 examples of 32 features.</summary>
internal sealed partial class Logistic : GradientWorkload
{
    private const int Count = 500, Features = 32;

    private readonly double[] _p = Numbers(4, Features + 1, -0.5, 0.5), _x = Numbers(5, Count * Features, -1, 1);
    private readonly double[] _y = [.. Numbers(6, Count, 0, 1).Select(y => y < 0.5 ? -1.0 : 1)];

    public override string Name => "logistic 500 × 32";

    /// <summary>The parameters, the features, and the labels, −1 or 1.</summary>
    public (double[] Point, double[] X, double[] Y) Data => (_p, _x, _y);

    [Differentiable]
    public static double Loss(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double z = p[Features];
            for (int k = 0; k < Features; k++)
                z += p[k] * x[(i * Features) + k];
            double m = -y[i] * z;
            if (m > 0)
                sum += m + Math.Log(1 + Math.Exp(-m));
            else
                sum += Math.Log(1 + Math.Exp(m));
        }

        return sum / y.Length;
    }

    public override IEnumerable<GradientPeer> Peers()
    {
        double[] gradient = new double[_p.Length], product = new double[_p.Length], byHand = new double[_p.Length];
        double[] byVectors = new double[_p.Length], byC = new double[_p.Length], direction = Numbers(7, _p.Length, -1, 1);
        yield return new(PeerNames.Gradient, gradient, () => LossGradient(_p, _x, _y, gradient));
        yield return new(PeerNames.Primal, () => Loss(_p, _x, _y));
        yield return new(PeerNames.Scalar, byHand, () => ByHand(_p, _x, _y, byHand));
        yield return new(PeerNames.Vectors, byVectors, () => ByVectors(_p, _x, _y, byVectors));
        yield return new(PeerNames.HessianProduct, () =>
        {
            LossHessianProduct(_p, _x, _y, direction, product);
            return 0;
        });
        if (NativeGradient<double>.Find("logistic") is { } native)
            yield return new(PeerNames.Gcc, byC, () => native.Evaluate(_p, byC, _x, _y, Count));
    }

    private static double ByHand(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        gradient.Clear();
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            var row = x.Slice(i * Features, Features);
            double z = p[Features];
            for (int k = 0; k < row.Length; k++)
                z += p[k] * row[k];
            sum += Slope(y[i], z, y.Length, out double slope);
            for (int k = 0; k < row.Length; k++)
                gradient[k] += slope * row[k];
            gradient[Features] += slope;
        }

        return sum / y.Length;
    }

    private static double ByVectors(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> gradient)
    {
        gradient.Clear();
        var weights = gradient[..Features];
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            var row = x.Slice(i * Features, Features);
            double z = TensorPrimitives.Dot(p[..Features], row) + p[Features];
            sum += Slope(y[i], z, y.Length, out double slope);
            TensorPrimitives.MultiplyAdd(row, slope, weights, weights);
            gradient[Features] += slope;
        }

        return sum / y.Length;
    }

    /// <summary>The loss of an example, and its derivative by the logit, divided by the number of examples.</summary>
    private static double Slope(double y, double z, int count, out double slope)
    {
        double m = -y * z, e = Math.Exp(-Math.Abs(m));
        slope = -y * (m > 0 ? 1 : e) / (1 + e) / count;
        return Math.Max(m, 0) + Math.Log(1 + e);
    }
}
