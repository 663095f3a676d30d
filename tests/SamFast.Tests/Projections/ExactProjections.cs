namespace SamFast.Tests;

/// <summary>The projections as they are defined, in exact arithmetic.</summary>
internal static class ExactProjections
{
    /// <summary>θ of the simplex, after sorting (Duchi et al. 2008).</summary>
    public static Rational Threshold(double[] x, double scale)
    {
        double[] sorted = [.. x.OrderDescending()];
        var (least, most) = (1, sorted.Length);
        while (least < most)
        {
            // The largest k at which the k-th value is above the threshold of the first k.
            int k = (least + most + 1) / 2;
            if (Candidate(sorted, k, scale) < sorted[k - 1])
                least = k;
            else
                most = k - 1;
        }

        return Candidate(sorted, least, scale);
    }

    public static double[] Simplex(double[] x, double scale)
    {
        var threshold = Threshold(x, scale);
        return [.. x.Select(value => Math.Max(0, (value - threshold).ToDouble()))];
    }

    public static double[] L1Sphere(double[] x, double radius) =>
        [.. Simplex([.. x.Select(Math.Abs)], radius).Zip(x, Math.CopySign)];

    public static double[] Line(double[] x, double[] a)
    {
        var factor = Dot(x, a) / Dot(a, a);
        return [.. a.Select(value => (factor * value).ToDouble())];
    }

    public static double[] Hyperplane(double[] x, double[] a, double offset)
    {
        var factor = (offset - Dot(a, x)) / Dot(a, a);
        return [.. x.Zip(a, (value, normal) => (value + (factor * normal)).ToDouble())];
    }

    public static double[] Halfspace(double[] x, double[] a, double offset) =>
        Dot(a, x) > offset ? Hyperplane(x, a, offset) : x;

    private static Rational Candidate(double[] sorted, int k, double scale) =>
        (Rational.Sum(sorted.Take(k)) - scale) / k;

    private static Rational Dot(double[] a, double[] b) =>
        a.Zip(b, (x, y) => (Rational)x * y).Aggregate(Rational.Zero, (sum, term) => sum + term);
}
