namespace SamFast.Tests;

/// <summary>A transform in plain scalar C#: rewrites the update, may look at the parameters.</summary>
/// <param name="update">In: what the transform before produced. Out: what this one does.</param>
/// <param name="parameters">The parameters before the step.</param>
/// <param name="count">Steps completed.</param>
internal delegate void ScalarTransform(double[] update, double[] parameters, int count);

/// <summary>The formulas of the catalog, transcribed one element at a time in double: nothing shared with the library.</summary>
internal static class Scalar
{
    public static ScalarTransform Scale(double factor) => (u, _, _) => Each(u, i => factor * u[i]);

    public static ScalarTransform Schedule(Func<int, double> schedule) => (u, _, count) =>
    {
        double factor = schedule(count);
        Each(u, i => factor * u[i]);
    };

    public static ScalarTransform Clip(double limit) =>
        (u, _, _) => Each(u, i => u[i] > limit ? limit : u[i] < -limit ? -limit : u[i]);

    public static ScalarTransform DecayedWeights(double decay) => (u, p, _) => Each(u, i => u[i] + decay * p[i]);

    public static ScalarTransform ClipByGlobalNorm(double max) => (u, _, _) =>
    {
        double norm = Norm(u);
        if (norm >= max)
            Each(u, i => u[i] / norm * max);
    };

    public static ScalarTransform Normalize() => (u, _, _) =>
    {
        double norm = Norm(u);
        Each(u, i => norm == 0 ? 0 : u[i] / norm);
    };

    public static ScalarTransform TrustRatio() => (u, p, _) =>
    {
        double update = Norm(u), parameter = Norm(p);
        Each(u, i => update == 0 || parameter == 0 ? u[i] : parameter / update * u[i]);
    };

    public static ScalarTransform Trace(double decay, bool nesterov = false)
    {
        double[] trace = [];
        return (u, _, _) =>
        {
            if (trace.Length != u.Length)
                trace = new double[u.Length];
            Each(u, i =>
            {
                trace[i] = u[i] + decay * trace[i];
                return nesterov ? u[i] + decay * trace[i] : trace[i];
            });
        };
    }

    public static ScalarTransform Adam(
        double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double epsRoot = 0, bool nesterov = false)
    {
        double[] mu = [], nu = [];
        int t = 0;
        return (u, _, _) =>
        {
            if (mu.Length != u.Length)
                (mu, nu) = (new double[u.Length], new double[u.Length]);
            t++;
            double correction1 = 1 - Math.Pow(b1, t), next1 = 1 - Math.Pow(b1, t + 1), correction2 = 1 - Math.Pow(b2, t);
            Each(u, i =>
            {
                mu[i] = b1 * mu[i] + (1 - b1) * u[i];
                nu[i] = b2 * nu[i] + (1 - b2) * u[i] * u[i];
                double corrected = nesterov
                    ? b1 * mu[i] / next1 + (1 - b1) * u[i] / correction1
                    : mu[i] / correction1;
                return corrected / (Math.Sqrt(nu[i] / correction2 + epsRoot) + eps);
            });
        };
    }

    public static ScalarTransform Lion(double b1 = 0.9, double b2 = 0.99)
    {
        double[] mu = [];
        return (u, _, _) =>
        {
            if (mu.Length != u.Length)
                mu = new double[u.Length];
            Each(u, i =>
            {
                double direction = b1 * mu[i] + (1 - b1) * u[i];
                mu[i] = b2 * mu[i] + (1 - b2) * u[i];
                return Math.Sign(direction);
            });
        };
    }

    public static ScalarTransform ClipByRms(double threshold) => (u, _, _) =>
    {
        double rms = Norm(u) / Math.Sqrt(u.Length);
        Each(u, i => u[i] / Math.Max(1, rms / threshold));
    };

    public static ScalarTransform ParameterRms(double min = 1e-3) => (u, p, _) =>
    {
        double rms = Norm(p) / Math.Sqrt(p.Length);
        Each(u, i => u[i] * Math.Max(rms, min));
    };

    /// <param name="first">The first distance, from the norm of the first parameters.</param>
    public static ScalarTransform Dog(Func<double, double> first, double eps = 1e-8)
    {
        double[] start = [];
        double longest = 0, sum = 0;
        return (u, p, count) =>
        {
            if (count == 0)
                (start, longest) = ([.. p], first(Norm(p)));
            longest = Math.Max(longest, Distance(p, start));
            sum += Norm(u) * Norm(u);
            Each(u, i => longest / Math.Sqrt(sum + eps) * u[i]);
        };
    }

    public static ScalarTransform Dowg(double squaredDistance, double eps = 1e-4)
    {
        double[] start = [];
        double weighted = 0;
        return (u, p, count) =>
        {
            if (count == 0)
                start = [.. p];
            squaredDistance = Math.Max(squaredDistance, Math.Pow(Distance(p, start), 2));
            weighted += squaredDistance * Norm(u) * Norm(u);
            Each(u, i => squaredDistance / (Math.Sqrt(weighted) + eps) * u[i]);
        };
    }

    public static ScalarTransform Cocob(double alpha = 100, double eps = 1e-8)
    {
        double[] start = [], largest = [], sum = [], reward = [], theta = [];
        return (u, p, count) =>
        {
            if (count == 0)
            {
                start = [.. p];
                largest = [.. p.Select(_ => eps)];
                (sum, reward, theta) = (new double[p.Length], new double[p.Length], new double[p.Length]);
            }

            Each(u, i =>
            {
                largest[i] = Math.Max(largest[i], Math.Abs(u[i]));
                sum[i] += Math.Abs(u[i]);
                reward[i] = Math.Max(0, reward[i] - u[i] * (p[i] - start[i]));
                theta[i] -= u[i];
                double bet = theta[i] / (largest[i] * Math.Max(sum[i] + largest[i], alpha * largest[i]));
                return start[i] + bet * (largest[i] + reward[i]) - p[i];
            });
        };
    }

    public static ScalarTransform Madgrad(double rate, double momentum = 0.9, double eps = 1e-6)
    {
        double[] start = [], sum = [], squares = [];
        return (u, p, count) =>
        {
            if (count == 0)
                (start, sum, squares) = ([.. p], new double[p.Length], new double[p.Length]);
            double weight = (rate + eps) * Math.Sqrt(count + 1);
            Each(u, i =>
            {
                sum[i] += weight * u[i];
                squares[i] += weight * u[i] * u[i];
                double z = start[i] - sum[i] / (Math.Cbrt(squares[i]) + eps);
                return (1 - momentum) * z + momentum * p[i] - p[i];
            });
        };
    }

    private static double Distance(double[] p, double[] q) => Norm([.. p.Zip(q, (a, b) => a - b)]);

    /// <summary>Mishchenko and Defazio 2023.</summary>
    public static ScalarTransform Prodigy(
        double rate, double beta3, double start, double decay = 0, bool isSafe = false,
        double b1 = 0.9, double b2 = 0.999, double eps = 1e-8)
    {
        double[] m = [], v = [], s = [], x0 = [];
        double d = start, r = 0;
        return (u, p, count) =>
        {
            int t = count + 1;
            if (count == 0)
                (m, v, s, x0, d, r) = (new double[u.Length], new double[u.Length], new double[u.Length], [.. p], start, 0);
            double step = d * rate * Math.Sqrt(1 - Math.Pow(b2, t)) / (1 - Math.Pow(b1, t));
            double dot = 0, norm = 0;
            for (int i = 0; i < u.Length; i++)
            {
                dot += u[i] * (x0[i] - p[i]);
                m[i] = b1 * m[i] + (1 - b1) * d * u[i];
                v[i] = b2 * v[i] + (1 - b2) * d * d * u[i] * u[i];
                s[i] = beta3 * s[i] + d / start * (isSafe ? d : step) * u[i];
                norm += Math.Abs(s[i]);
            }

            r = beta3 * r + d / start * step * dot;
            if (norm > 0)
                d = Math.Max(d, r / norm);
            Each(u, i => -step * m[i] / (Math.Sqrt(v[i]) + d * eps) - decay * step * p[i]);
        };
    }

    /// <summary>Defazio and Mishchenko 2023.</summary>
    public static ScalarTransform Dadapt(
        double rate, double start, double decay, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8)
    {
        double[] m = [], v = [], s = [];
        double d = start, r = 0, root = Math.Sqrt(b2);
        return (u, p, count) =>
        {
            int t = count + 1;
            if (count == 0)
                (m, v, s, d, r) = (new double[u.Length], new double[u.Length], new double[u.Length], start, 0);
            double step = d * rate * Math.Sqrt(1 - Math.Pow(b2, t)) / (1 - Math.Pow(b1, t));
            double dot = 0, norm = 0;
            for (int i = 0; i < u.Length; i++)
            {
                dot += u[i] * s[i] / (Math.Sqrt(v[i]) + eps);
                m[i] = b1 * m[i] + (1 - b1) * step * u[i];
                v[i] = b2 * v[i] + (1 - b2) * u[i] * u[i];
                s[i] = root * s[i] + (1 - root) * step * u[i];
                norm += Math.Abs(s[i]);
            }

            r = root * r + (1 - root) * step * dot;
            if (norm > 0)
                d = Math.Max(d, r / ((1 - root) * norm));
            Each(u, i => -m[i] / (Math.Sqrt(v[i]) + eps) - decay * step * p[i]);
        };
    }

    private static double Norm(double[] u)
    {
        double sum = 0;
        foreach (double x in u)
            sum += x * x;
        return Math.Sqrt(sum);
    }

    private static void Each(double[] u, Func<int, double> formula)
    {
        for (int i = 0; i < u.Length; i++)
            u[i] = formula(i);
    }
}
