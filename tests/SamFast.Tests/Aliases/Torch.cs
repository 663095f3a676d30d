namespace SamFast.Tests.Aliases;

/// <summary>A step of an algorithm on one parameter.</summary>
/// <param name="p">The parameter.</param>
/// <param name="g">Its gradient.</param>
/// <param name="t">The step's number, from 1.</param>
internal delegate double TorchStep(double p, double g, int t);

/// <summary>The algorithms as <c>docs.pytorch.org/docs/stable/optim.html</c> states them, one parameter at a time, in
/// double and in the letters there. Each call makes the state of one parameter.</summary>
internal static class Torch
{
    public static TorchStep Sgd(double lr, double mu = 0, double tau = 0, double lambda = 0, bool nesterov = false)
    {
        double b = 0;
        return (p, g, t) =>
        {
            g += lambda * p;
            if (mu != 0)
            {
                b = t > 1 ? mu * b + (1 - tau) * g : g;
                g = nesterov ? g + mu * b : b;
            }

            return p - lr * g;
        };
    }

    public static TorchStep Adam(
        double lr, double b1, double b2, double eps, double lambda = 0, bool isDecoupled = false, bool amsgrad = false)
    {
        double m = 0, v = 0, largest = 0;
        return (p, g, t) =>
        {
            if (isDecoupled)
                p -= lr * lambda * p;
            else
                g += lambda * p;
            m = b1 * m + (1 - b1) * g;
            v = b2 * v + (1 - b2) * g * g;
            largest = amsgrad ? Math.Max(largest, v) : v;
            double corrected = m / (1 - Math.Pow(b1, t));
            return p - lr * corrected / (Math.Sqrt(largest / (1 - Math.Pow(b2, t))) + eps);
        };
    }

    public static TorchStep Adagrad(double lr, double eta = 0, double lambda = 0, double tau = 0, double eps = 1e-10)
    {
        double sum = tau;
        return (p, g, t) =>
        {
            double rate = lr / (1 + (t - 1) * eta);
            g += lambda * p;
            sum += g * g;
            return p - rate * g / (Math.Sqrt(sum) + eps);
        };
    }

    public static TorchStep NAdam(
        double lr, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double lambda = 0, double psi = 4e-3)
    {
        double m = 0, v = 0, product = 1;
        return (p, g, t) =>
        {
            g += lambda * p;
            double mu = b1 * (1 - 0.5 * Math.Pow(0.96, t * psi)), next = b1 * (1 - 0.5 * Math.Pow(0.96, (t + 1) * psi));
            product *= mu;
            m = b1 * m + (1 - b1) * g;
            v = b2 * v + (1 - b2) * g * g;
            double corrected = next * m / (1 - product * next) + (1 - mu) * g / (1 - product);
            return p - lr * corrected / (Math.Sqrt(v / (1 - Math.Pow(b2, t))) + eps);
        };
    }

    public static TorchStep RAdam(double lr, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double lambda = 0)
    {
        double m = 0, v = 0, limit = 2 / (1 - b2) - 1;
        return (p, g, t) =>
        {
            g += lambda * p;
            m = b1 * m + (1 - b1) * g;
            v = b2 * v + (1 - b2) * g * g;
            double corrected = m / (1 - Math.Pow(b1, t));
            double rho = limit - 2 * t * Math.Pow(b2, t) / (1 - Math.Pow(b2, t));
            if (rho <= 5)
                return p - lr * corrected;
            double l = Math.Sqrt(1 - Math.Pow(b2, t)) / (Math.Sqrt(v) + eps);
            double r = Math.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
            return p - lr * corrected * r * l;
        };
    }

    public static TorchStep RMSprop(
        double lr, double alpha = 0.99, double eps = 1e-8, double lambda = 0, double mu = 0, bool isCentered = false)
    {
        double v = 0, b = 0, average = 0;
        return (p, g, t) =>
        {
            g += lambda * p;
            v = alpha * v + (1 - alpha) * g * g;
            double centered = v;
            if (isCentered)
            {
                average = average * alpha + (1 - alpha) * g;
                centered -= average * average;
            }

            if (mu == 0)
                return p - lr * g / (Math.Sqrt(centered) + eps);
            b = mu * b + g / (Math.Sqrt(centered) + eps);
            return p - lr * b;
        };
    }

    public static TorchStep Adamax(double lr, double b1 = 0.9, double b2 = 0.999, double eps = 1e-8, double lambda = 0)
    {
        double m = 0, u = 0;
        return (p, g, t) =>
        {
            g += lambda * p;
            m = b1 * m + (1 - b1) * g;
            u = Math.Max(b2 * u, Math.Abs(g) + eps);
            return p - lr * m / ((1 - Math.Pow(b1, t)) * u);
        };
    }

    public static TorchStep Adadelta(double lr = 1, double rho = 0.9, double eps = 1e-6, double lambda = 0)
    {
        double v = 0, u = 0;
        return (p, g, t) =>
        {
            g += lambda * p;
            v = v * rho + g * g * (1 - rho);
            double delta = Math.Sqrt(u + eps) / Math.Sqrt(v + eps) * g;
            u = u * rho + delta * delta * (1 - rho);
            return p - lr * delta;
        };
    }
}
