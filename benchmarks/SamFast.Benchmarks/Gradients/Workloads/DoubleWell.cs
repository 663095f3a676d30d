namespace SamFast.Benchmarks.Gradients.Workloads;

/// <summary>The notebook's loss of two parameters, at many points.</summary>
internal sealed partial class DoubleWell : GradientWorkload
{
    private const int Points = 64;

    private readonly double[] _points = Numbers(1, 2 * Points, -0.5, 2.5);

    public override string Name => "notebook";

    /// <summary>The points, one after the other.</summary>
    public double[] Data => _points;

    [Differentiable]
    public static double Loss(ReadOnlySpan<double> p)
    {
        double dx = p[0] - 2;
        return -Math.Exp(-(dx * dx) - (p[1] * p[1])) - Math.Exp(-((p[0] * p[0]) + (100 * p[1] * p[1])));
    }

    public override IEnumerable<GradientPeer> Peers()
    {
        double[] gradient = new double[2], product = new double[2], byHand = new double[2], byDuals = new double[2], byC = new double[2];
        double[] direction = [0.3, -0.7], none = [];
        yield return new(PeerNames.Gradient, gradient, () =>
        {
            double sum = 0;
            for (int i = 0; i < _points.Length; i += 2)
                sum += LossGradient(_points.AsSpan(i, 2), gradient);
            return sum;
        });
        yield return new(PeerNames.Primal, () =>
        {
            double sum = 0;
            for (int i = 0; i < _points.Length; i += 2)
                sum += Loss(_points.AsSpan(i, 2));
            return sum;
        });
        yield return new(PeerNames.Scalar, byHand, () =>
        {
            double sum = 0;
            for (int i = 0; i < _points.Length; i += 2)
                sum += ByHand(_points.AsSpan(i, 2), byHand);
            return sum;
        });
        yield return new(PeerNames.Duals, byDuals, () =>
        {
            double sum = 0;
            for (int i = 0; i < _points.Length; i += 2)
                sum += ByDuals(_points.AsSpan(i, 2)).Read(byDuals);
            return sum;
        });
        yield return new(PeerNames.HessianProduct, () =>
        {
            for (int i = 0; i < _points.Length; i += 2)
                LossHessianProduct(_points.AsSpan(i, 2), direction, product);
            return 0;
        });
        if (NativeGradient<double>.Find("double_wells") is { } native)
            yield return new(PeerNames.Gcc, byC, () => native.Evaluate(_points, byC, none, none, Points));
    }

    private static double ByHand(ReadOnlySpan<double> p, Span<double> gradient)
    {
        double x = p[0], y = p[1], dx = x - 2;
        double smooth = Math.Exp(-(dx * dx) - (y * y)), sharp = Math.Exp(-((x * x) + (100 * y * y)));
        gradient[0] = (2 * dx * smooth) + (2 * x * sharp);
        gradient[1] = (2 * y * smooth) + (200 * y * sharp);
        return -smooth - sharp;
    }

    private static Dual ByDuals(ReadOnlySpan<double> p)
    {
        Dual x = Dual.Of(p[0], 0), y = Dual.Of(p[1], 1), dx = x - 2;
        return -Dual.Exp(-(dx * dx) - (y * y)) - Dual.Exp(-((x * x) + (100 * y * y)));
    }
}
