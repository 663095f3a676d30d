namespace SamFast.Tests;

/// <summary>The losses of one example as they are published, and their derivatives, in double and by hand.</summary>
internal static class ScalarLosses
{
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    public static double BinaryCrossEntropy(double x, double y) => y * Softplus(-x) + (1 - y) * Softplus(x);

    public static double BinaryCrossEntropySlope(double x, double y) => Sigmoid(x) - y;

    public static double Huber(double x, double y, double delta) =>
        Math.Abs(x - y) <= delta ? 0.5 * (x - y) * (x - y) : delta * (Math.Abs(x - y) - 0.5 * delta);

    public static double HuberSlope(double x, double y, double delta) => Math.Clamp(x - y, -delta, delta);

    /// <summary>By its series near 0, where the logarithm of the cosine would lose everything.</summary>
    public static double LogCosh(double x, double y)
    {
        double e = x - y, s = e * e;
        return Math.Abs(e) < 0.01 ? s / 2 - s * s / 12 + s * s * s / 45 : Math.Log(Math.Cosh(e));
    }

    public static double Focal(double x, double y, double gamma, double? alpha)
    {
        double p = Sigmoid(x), hit = p * y + (1 - p) * (1 - y);
        return Balance(y, alpha) * Math.Pow(1 - hit, gamma) * BinaryCrossEntropy(x, y);
    }

    public static double FocalSlope(double x, double y, double gamma, double? alpha)
    {
        double p = Sigmoid(x), miss = 1 - (p * y + (1 - p) * (1 - y));
        double dMiss = p * (1 - p) * (1 - 2 * y);
        return Balance(y, alpha) * (Math.Pow(miss, gamma) * (p - y)
            + gamma * Math.Pow(miss, gamma - 1) * dMiss * BinaryCrossEntropy(x, y));
    }

    public static double[] Softmax(double[] x)
    {
        double top = x.Max(), sum = x.Sum(v => Math.Exp(v - top));
        return [.. x.Select(v => Math.Exp(v - top) / sum)];
    }

    public static double CrossEntropy(double[] x, double[] y)
    {
        double top = x.Max(), logarithm = top + Math.Log(x.Sum(v => Math.Exp(v - top)));
        return x.Zip(y, (v, label) => label == 0 ? 0 : label * (logarithm - v)).Sum();
    }

    public static double Poly(double[] x, double[] y, double epsilon) =>
        CrossEntropy(x, y) + epsilon * Softmax(x).Zip(y, (p, label) => label * (1 - p)).Sum();

    public static double[] PolySlope(double[] x, double[] y, double epsilon)
    {
        var p = Softmax(x);
        double mass = y.Sum(), hit = p.Zip(y, (a, b) => a * b).Sum();
        return [.. p.Zip(y, (a, b) => a * mass - b - epsilon * a * (b - hit))];
    }

    public static double KL(double[] x, double[] t) =>
        x.Zip(t, (v, target) => target == 0 ? 0 : target * (Math.Log(target) - v)).Sum();

    public static double LogKL(double[] x, double[] s) =>
        x.Zip(s, (v, target) => Math.Exp(target) * (target - v)).Sum();

    public static double Cosine(double[] a, double[] b) =>
        a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x));

    public static double[] CosineSlope(double[] a, double[] b)
    {
        double normA = Math.Sqrt(a.Sum(x => x * x)), normB = Math.Sqrt(b.Sum(x => x * x)), cosine = Cosine(a, b);
        return [.. a.Zip(b, (x, y) => y / (normA * normB) - cosine * x / (normA * normA))];
    }

    private static double Balance(double y, double? alpha) => alpha is { } a ? a * y + (1 - a) * (1 - y) : 1;

    private static double Log1P(double z) => z < 1e-4 ? z - z * z / 2 + z * z * z / 3 : Math.Log(1 + z);
}
