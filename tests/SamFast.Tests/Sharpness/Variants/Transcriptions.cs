namespace SamFast.Tests.Sharpness.Variants;

/// <summary>One outer step of a published algorithm, on plain arrays.</summary>
/// <param name="w">The parameters, which the step moves.</param>
/// <param name="gradient">The gradient of this step's batch.</param>
/// <param name="step">Steps before it.</param>
internal delegate void Transcription(double[] w, Func<double[], double[]> gradient, int step);

/// <summary>The algorithms as their papers, or the programs of their authors, state them: nothing is shared with the
/// library.</summary>
internal static class Transcriptions
{
    private const double Rate = 0.02, Rho = 0.1;

    /// <summary>SAM whose parts are given: the perturbation, and the combination of both gradients.</summary>
    public static Transcription Sam(
        Func<double[], double[], int, double[]>? perturb = null, Func<double[], double[], double[]>? combine = null,
        Func<double[], int, bool>? climbs = null, Func<double[], double[]>? otherwise = null, Func<int, double>? radius = null)
    {
        var outer = Momentum();
        return (w, gradient, step) =>
        {
            double[] g = gradient(w);
            if (climbs is not null && !climbs(g, step))
            {
                outer(w, otherwise is null ? g : otherwise(g));
                return;
            }

            double[] e = perturb is null ? Scaled(g, (radius?.Invoke(step) ?? Rho) / Norm(g)) : perturb(w, g, step);
            double[] gs = gradient(Sum(w, e));
            outer(w, combine is null ? gs : combine(g, gs));
        };
    }

    /// <summary>Heavy-ball momentum: v ← 0.9v + g, w ← w − ηv.</summary>
    public static Action<double[], double[]> Momentum()
    {
        double[] v = new double[Problem.Length];
        return (w, g) =>
        {
            for (int i = 0; i < w.Length; i++)
            {
                v[i] = (0.9 * v[i]) + g[i];
                w[i] -= Rate * v[i];
            }
        };
    }

    public static Transcription KStep(int ascents, double rho)
    {
        var outer = Momentum();
        return (w, gradient, _) =>
        {
            double[] point = [.. w];
            for (int k = 0; k < ascents; k++)
            {
                double[] g = gradient(point);
                point = Sum(point, Scaled(g, rho / Norm(g)));
            }

            outer(w, gradient(point));
        };
    }

    /// <summary>Several ascents by heavy-ball momentum along normalized gradients, whose buffer is kept or restarted, and what
    /// becomes of the first gradient of the period, at w, and the last.</summary>
    public static Transcription KStep(int ascents, bool isKept, Func<double[], double[], double[]> combine)
    {
        var outer = Momentum();
        double[] buffer = new double[Problem.Length];
        return (w, gradient, _) =>
        {
            double[] point = [.. w], first = gradient(w), g = first;
            if (!isKept)
                buffer = new double[Problem.Length];
            for (int k = 0; k < ascents; k++)
            {
                buffer = Sum(Scaled(buffer, 0.5), Scaled(g, 1 / Norm(g)));
                point = Sum(point, Scaled(buffer, 0.05));
                g = gradient(point);
            }

            outer(w, combine(first, g));
        };
    }

    /// <summary>Mi et al. 2022: ε = m ⊙ ρg ÷ ‖g‖. The mask is periodically recomputed, as in SSAM-F: of the parameters with
    /// the largest squared gradients, summed over some batches.</summary>
    public static Transcription Sparse(double sparsity, int every, Func<double[], int, double[]> fisher)
    {
        double[] mask = [.. Enumerable.Repeat(1.0, Problem.Length)];
        return Sam((w, g, step) =>
        {
            if (step % every == 0)
            {
                double[] information = fisher(w, step);
                double least = information.OrderDescending().ElementAt((int)(Problem.Length * (1 - sparsity)) - 1);
                mask = [.. information.Select(f => f >= least ? 1.0 : 0)];
            }

            double norm = Norm(g);
            return [.. g.Select((x, i) => mask[i] * Rho * x / norm)];
        });
    }

    /// <summary>Mordido et al. 2024, as in their program: two gradients for each of k ascents.</summary>
    /// <param name="alpha">α; −1 is the adaptive one, of each tensor.</param>
    /// <param name="rho">The length of an ascent.</param>
    public static Transcription Lookbehind(int k, double alpha, double rho, bool hasMomentum = false)
    {
        var outer = Momentum();
        double[] buffer = new double[Problem.Length];
        return (w, gradient, _) =>
        {
            double[] point = [.. w], fast = [.. w], slow = [.. w], first = [];
            for (int i = 0; i < k; i++)
            {
                double[] g = gradient(point);
                buffer = hasMomentum ? Sum(Scaled(buffer, 0.5), Scaled(g, 1 / Norm(g))) : Scaled(g, 1 / Norm(g));
                point = Sum(point, Scaled(buffer, rho));
                outer(fast, gradient(point));
                if (i == 0)
                    first = [.. fast];
            }

            foreach (var tensor in Problem.Tensors)
            {
                double[] a = Difference(first[tensor], slow[tensor]), b = Difference(fast[tensor], slow[tensor]);
                double own = alpha == -1 ? ((Dot(a, b) / (Norm(a) * Norm(b))) + 1) / 2 : alpha;
                for (int i = tensor.Start.Value; i < tensor.End.Value; i++)
                    w[i] = (own * fast[i]) + ((1 - own) * slow[i]);
            }
        };
    }

    /// <summary>The same around GSAM, whose first gradient is that at w.</summary>
    public static Transcription LookbehindGsam(int k, double alpha, double rho, double gap)
    {
        var outer = Momentum();
        return (w, gradient, _) =>
        {
            double[] point = [.. w], fast = [.. w], first = gradient(w);
            for (int i = 0; i < k; i++)
            {
                double[] g = gradient(point);
                point = Sum(point, Scaled(g, rho / Norm(g)));
                outer(fast, Decomposed(first, gradient(point), gap));
            }

            for (int i = 0; i < w.Length; i++)
                w[i] += alpha * (fast[i] - w[i]);
        };
    }

    /// <summary>Foret et al. 2021, §4.1: SAM of each micro-batch, with a perturbation of its own; the mean of their gradients
    /// is stepped with.</summary>
    public static Action<double[], Func<double[], double[]>[]> MicroBatches()
    {
        var outer = Momentum();
        return (w, gradients) => outer(w, Mean(gradients.Select(gradient =>
        {
            double[] g = gradient(w);
            return gradient(Sum(w, Scaled(g, Rho / Norm(g))));
        })));
    }

    /// <summary>One perturbation for all of them, along the mean of their gradients.</summary>
    public static Action<double[], Func<double[], double[]>[]> Gathered()
    {
        var outer = Momentum();
        return (w, gradients) =>
        {
            double[] g = Mean(gradients.Select(gradient => gradient(w)));
            double[] point = Sum(w, Scaled(g, Rho / Norm(g)));
            outer(w, Mean(gradients.Select(gradient => gradient(point))));
        };
    }

    /// <summary>Kwon et al. 2021: ε = ρT²g ÷ ‖Tg‖, T = |w| + η, and 1 where the tensor does not count.</summary>
    public static Transcription Asam(double rho, double eta, Func<int, bool> counts) => Sam((w, g, _) =>
    {
        double[] t = [.. w.Select((x, i) => counts(i) ? Math.Abs(x) + eta : 1)];
        double norm = Norm([.. g.Select((x, i) => t[i] * x)]);
        return [.. g.Select((x, i) => rho * t[i] * t[i] * x / norm)];
    });

    /// <summary>Mueller et al. 2023: the normalization layers alone are perturbed, and their norm alone counts.</summary>
    public static Transcription SamOn(Func<int, bool> counts) => Sam((_, g, _) =>
    {
        double[] own = [.. g.Select((x, i) => counts(i) ? x : 0)];
        return Scaled(own, Rho / Norm(own));
    });

    /// <summary>The rows of matrices without their means.</summary>
    public static Transcription Centralized() => Sam((_, g, _) =>
    {
        double[] centred = [.. g];
        foreach (var (start, rows, columns) in new[] { (0, 2, 4), (12, 3, 3) })
        {
            for (int row = 0; row < rows; row++)
            {
                var span = centred.AsSpan(start + (row * columns), columns);
                double mean = 0;
                foreach (double x in span)
                    mean += x / columns;
                foreach (ref double x in span)
                    x -= mean;
            }
        }

        return Scaled(centred, Rho / Norm(centred));
    });

    /// <summary>Li et al. 2024, as their program has it.</summary>
    public static Transcription Friendly(double sigma, double lambda)
    {
        double[]? m = null;
        return Sam((_, g, _) =>
        {
            double[] d = [.. g];
            if (m is null)
            {
                m = [.. g];
            }
            else
            {
                for (int i = 0; i < d.Length; i++)
                {
                    d[i] -= sigma * m[i];
                    m[i] = (lambda * m[i]) + ((1 - lambda) * g[i]);
                }
            }

            return Scaled(d, Rho / Norm(d));
        });
    }

    /// <summary>Li and Giannakis 2023: d ← (1 − θ)d + θg, from the first gradient on.</summary>
    public static Transcription Vasso(double theta)
    {
        double[]? d = null;
        return Sam((_, g, _) =>
        {
            d = d is null ? [.. g] : [.. d.Select((x, i) => ((1 - theta) * x) + (theta * g[i]))];
            return Scaled(d, Rho / Norm(d));
        });
    }

    /// <summary>Du et al. 2022: each weight is perturbed with the probability β, by 1/β times as much.</summary>
    public static Transcription Esam(double beta, double seed) => Sam((_, g, step) =>
    {
        double norm = Norm(g);
        return [.. g.Select((x, i) => Uniform(seed, step, i) < beta ? Rho * x / norm / beta : 0)];
    });

    /// <summary>Zhuang et al. 2022, with the cosine as their program computes it.</summary>
    public static Transcription Gsam(double alpha) => Sam(combine: (g, gs) => Decomposed(g, gs, alpha));

    public static double[] Decomposed(double[] g, double[] gs, double alpha)
    {
        double cosine = Dot(g, gs) / (Norm(g) * Norm(gs));
        return [.. gs.Select((x, i) => x - (alpha * (g[i] - (cosine * Norm(g) * x / Norm(gs)))))];
    }

    public static double[] Mixed(double[] g, double[] gs, double weight) =>
        [.. gs.Select((x, i) => (weight * x) + ((1 - weight) * g[i]))];

    /// <summary>Yue et al. 2023, coupled.</summary>
    public static Transcription CoupledWsam(double gamma) => Sam(combine: (g, gs) =>
    {
        double a = gamma / (1 - gamma);
        return [.. gs.Select((x, i) => (a * x) + ((1 - a) * g[i]))];
    });

    /// <summary>Yue et al. 2023, decoupled: the base optimizer sees g, and the sharpness is stepped against beside it.</summary>
    public static Transcription DecoupledWsam(double gamma)
    {
        var outer = Momentum();
        return (w, gradient, _) =>
        {
            double a = gamma / (1 - gamma);
            double[] g = gradient(w), gs = gradient(Sum(w, Scaled(g, Rho / Norm(g))));
            outer(w, g);
            for (int i = 0; i < w.Length; i++)
                w[i] -= Rate * a * (gs[i] - g[i]);
        };
    }

    /// <summary>Zhao et al. 2022.</summary>
    public static Transcription GradientNormPenalty(double alpha) =>
        Sam(combine: (g, gs) => [.. gs.Select((x, i) => ((1 - alpha) * g[i]) + (alpha * x))]);

    /// <summary>Tan et al. 2024.</summary>
    public static Transcription StableSam() => Sam(combine: (g, gs) => Scaled(gs, Norm(g) / Norm(gs)));

    /// <summary>Liu et al. 2022: each tensor's gᵥ, from every k-th step, serves in the others.</summary>
    public static Transcription LookSam(int k, double alpha)
    {
        double[] gv = new double[Problem.Length];
        return Sam(
            combine: (g, gs) =>
            {
                foreach (var tensor in Problem.Tensors)
                {
                    double[] a = g[tensor], b = gs[tensor];
                    double cosine = Dot(a, b) / (Norm(a) * Norm(b));
                    for (int i = 0; i < a.Length; i++)
                        gv[tensor.Start.Value + i] = b[i] - (Norm(b) * cosine * a[i] / Norm(a));
                }

                return gs;
            },
            climbs: (_, step) => step % k == 0,
            otherwise: g =>
            {
                double[] result = [.. g];
                foreach (var tensor in Problem.Tensors)
                {
                    double factor = alpha * Norm(g[tensor]) / (Norm(gv[tensor]) + 1e-8);
                    for (int i = tensor.Start.Value; i < tensor.Start.Value + g[tensor].Length; i++)
                        result[i] += factor * gv[i];
                }

                return result;
            });
    }

    /// <summary>Jiang et al. 2023: SAM where ‖g‖² ≥ μ + cₜσ.</summary>
    public static Transcription AdaptiveSam(int steps)
    {
        double mean = 0, variance = 0;
        return Sam(climbs: (g, step) =>
        {
            double squared = Dot(g, g);
            mean = (0.9 * mean) + (0.1 * squared);
            variance = (0.9 * variance) + (0.1 * (squared - mean) * (squared - mean));
            double t = Math.Min(1, (double)step / steps), c = (t * -1) + ((1 - t) * 1);
            return squared >= mean + (c * Math.Sqrt(variance));
        });
    }

    /// <summary>Becker et al. 2024, with SGD, as in their program: back by the old momentum, a step, on by the new one.</summary>
    public static Transcription MomentumSam(double decay, List<double[]> unperturbed)
    {
        double[] v = new double[Problem.Length];
        double inverse = 0;
        return (w, gradient, _) =>
        {
            double[] g = gradient(w);
            for (int i = 0; i < w.Length; i++)
            {
                g[i] += decay * w[i];
                w[i] += Rho * inverse * v[i];
                v[i] = (0.9 * v[i]) + g[i];
                w[i] -= Rate * v[i];
            }

            unperturbed.Add([.. w]);
            inverse = 1 / Norm(v);
            for (int i = 0; i < w.Length; i++)
                w[i] -= Rho * inverse * v[i];
        };
    }

    /// <summary>The same with Adam.</summary>
    public static Transcription AdamMomentumSam(List<double[]> unperturbed)
    {
        double[] m = new double[Problem.Length], v = new double[Problem.Length];
        double length = 0;
        return (w, gradient, step) =>
        {
            double[] g = gradient(w);
            double correction1 = 1 - Math.Pow(0.9, step + 1), correction2 = 1 - Math.Pow(0.999, step + 1);
            for (int i = 0; i < w.Length; i++)
            {
                w[i] += length * m[i];
                m[i] = (0.9 * m[i]) + (0.1 * g[i]);
                v[i] = (0.999 * v[i]) + ((1 - 0.999) * g[i] * g[i]);
                w[i] -= 0.01 / correction1 * m[i] / (Math.Sqrt(v[i]) / Math.Sqrt(correction2) + 1e-8);
            }

            unperturbed.Add([.. w]);
            length = Rho / Norm(m);
            for (int i = 0; i < w.Length; i++)
                w[i] -= length * m[i];
        };
    }

    /// <summary>Möllenhoff and Khan 2023, Algorithm 1, with one sample, which the first step does without.</summary>
    public static Transcription Bsam(double size, double seed, List<double[]> means)
    {
        const double Delta = 1e-4, Gamma = 0.1, ClimbRho = 0.05;
        double[]? mean = null;
        double[] m = new double[Problem.Length], s = [.. Enumerable.Repeat(1.0, Problem.Length)];
        return (sample, gradient, step) =>
        {
            mean ??= [.. sample];
            double[] g = gradient(sample);
            double[] gs = gradient([.. mean.Select((x, i) => x + (ClimbRho * g[i] / s[i]))]);
            for (int i = 0; i < mean.Length; i++)
            {
                m[i] = (0.9 * m[i]) + (0.1 * (gs[i] + (Delta * mean[i])));
                mean[i] -= Rate * m[i] / s[i];
                s[i] = (0.999 * s[i]) + ((1 - 0.999) * ((Math.Sqrt(s[i]) * Math.Abs(g[i])) + Gamma + Delta));
                sample[i] = mean[i] + (Normal(seed, step, i) / Math.Sqrt(size * s[i]));
            }

            means.Add([.. mean]);
        };
    }

    public static double Uniform(double seed, long step, int element, int stream = 0) =>
        new RandomLanes(seed, step, stream, start: 0).Uniform<Lanes512<double>, double>((nuint)(element & ~7)).Vector[element & 7];

    private static double Normal(double seed, long step, int element) =>
        new RandomLanes(seed, step, stream: 0, start: 0).Normal<Lanes512<double>, double>((nuint)(element & ~7)).Vector[element & 7];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Norm(double[] a) => Math.Sqrt(Dot(a, a));

    private static double[] Mean(IEnumerable<double[]> vectors)
    {
        double[][] all = [.. vectors];
        return Scaled(all.Aggregate(Sum), 1.0 / all.Length);
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double[] Scaled(double[] a, double factor) => [.. a.Select(x => factor * x)];

    private static double[] Sum(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
