using System.Globalization;
using SamFast.Generators.Tests.Gradients.Duals;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>Central differences, for losses that do not compile with duals.</summary>
internal static class Differences
{
    private const double Step = 1e-4;

    public static Verdict Verdict(Compiled<double> loss, Value<double> value, Point point)
    {
        double[] slopes = new double[point.P.Length], errors = new double[point.P.Length];
        double expected;
        try
        {
            expected = At(0, 0);
            for (int i = 0; i < slopes.Length; i++)
            {
                double wide = (At(i, Step) - At(i, -Step)) / (2 * Step), narrow = (At(i, Step / 4) - At(i, -Step / 4)) / (Step / 2);
                // At a corner, both sides differ.
                double right = (At(i, Step) - expected) / Step, left = (expected - At(i, -Step)) / Step;
                (slopes[i], errors[i]) = (narrow, 10 * Math.Abs(wide - narrow));
                if (!(errors[i] < 1e-3 * (1 + Math.Abs(narrow)) && Math.Abs(right - left) < 1e-2 * (1 + Math.Abs(narrow))))
                    return new(false);
            }
        }
        catch (Exception e) when (Gradients.Verdict.IsOfLoss(e))
        {
            return new(false);
        }

        try
        {
            double[] gradient = new double[slopes.Length];
            double actual = loss.Gradient(point.P, point.X, point.Y, point.K, point.N, point.C, gradient);
            if (!(Math.Abs(actual - expected) <= 1e-12 * (1 + Math.Abs(expected))))
                return new(true, string.Create(CultureInfo.InvariantCulture, $"the value is {actual}, and not {expected}"));
            for (int i = 0; i < slopes.Length; i++)
            {
                if (Math.Abs(gradient[i] - slopes[i]) > errors[i] + (1e-3 * (1 + Math.Abs(slopes[i]))))
                    return new(true, string.Create(CultureInfo.InvariantCulture, $"derivative {i} is {gradient[i]}, and not {slopes[i]}"));
            }

            return new(true);
        }
        catch (Exception e)
        {
            return new(true, e.ToString());
        }

        double At(int i, double step)
        {
            Run.Begin(1e-16, Gradients.Verdict.Iterations);
            double[] moved = [.. point.P];
            moved[i] += step;
            return (point with { P = moved }).Evaluate(value);
        }
    }
}
