using System.Numerics;

namespace SamFast.Tests.Linesearches;

/// <summary>L-BFGS where the curvature is negative, and where losses are very large or very small.</summary>
public class NonconvexTests
{
    /// <summary>Starts of each function; more with SAMFAST_LBFGS_STARTS.</summary>
    private static readonly int s_starts = Campaign.Of("SAMFAST_LBFGS_STARTS", 200);

    public static TheoryData<string, Type> Functions
    {
        get
        {
            TheoryData<string, Type> data = [];
            foreach (string name in Landscapes.All.Keys)
            {
                foreach (var type in (Type[])[typeof(BacktrackingLbfgs), typeof(Lbfgs64), typeof(IdentityLbfgs), typeof(ShortZoomingLbfgs)])
                    data.Add(name, type);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Functions))]
    public void No_start_is_stuck_and_no_step_goes_uphill(string name, Type type)
    {
        var (dimensions, box, function) = Landscapes.All[name];
        var random = new Random(7);
        for (int start = 0; start < s_starts; start++)
        {
            double[] x = Start<double>(random, dimensions, box);
            var optimizer = Declared.New<ILinesearchOptimizer<double>>(type, dimensions);
            Assert.InRange(Descend(optimizer, x, function, factor: 1, steps: 400, tolerance: 1e-5, rise: 1e-6), 0, 399);
        }
    }

    [Theory]
    [InlineData(typeof(BacktrackingLbfgs), 1.0)]
    [InlineData(typeof(BacktrackingLbfgs), -0.9)]
    [InlineData(typeof(Lbfgs64), 1.0)]
    [InlineData(typeof(Lbfgs64), -0.9)]
    public void A_function_without_a_bottom_is_descended_in_every_step(Type type, double start)
    {
        var optimizer = Declared.New<ILinesearchOptimizer<double>>(type, 1);
        double[] x = [start];
        double value = -start * start * start;
        for (int step = 0; step < 60 && value > -1e12; step++)
        {
            double next = optimizer.Step(x, static (point, gradient) =>
            {
                if (!gradient.IsEmpty)
                    gradient[0] = -3 * point[0] * point[0];
                return -point[0] * point[0] * point[0];
            });
            Assert.True(next < value, $"step {step}: {next} after {value}");
            value = next;
        }

        Assert.True(value < -1e3, $"{value}");
    }

    [Theory]
    [InlineData(1e-10), InlineData(1e10), InlineData(1e-20), InlineData(1e20), InlineData(1e-30), InlineData(1e30)]
    public void Multiples_of_a_loss_in_single_precision_converge_as_the_loss_does(double factor)
    {
        Converges<float>(n => new Lbfgs32(n), factor, tolerance: 1e-3, margin: 1.25);
        Converges<float>(n => new BacktrackingLbfgs32(n), factor, tolerance: 1e-3, margin: 2);
    }

    [Theory]
    [InlineData(1e-20), InlineData(1e20), InlineData(1e-100), InlineData(1e100), InlineData(1e-200), InlineData(1e200), InlineData(1e290)]
    public void Multiples_of_a_loss_in_double_precision_converge_as_the_loss_does(double factor)
    {
        Converges<double>(n => new Lbfgs64(n), factor, tolerance: 1e-6, margin: 1.25);
        Converges<double>(n => new BacktrackingLbfgs(n), factor, tolerance: 1e-6, margin: 2);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_leaves_the_memory_usable()
    {
        var optimizer = new PlainLbfgs(2);
        double[] x = [1, 2];
        for (int step = 0; step < 20; step++)
        {
            double[] before = [.. x], gradient = [x[0], 10 * x[1]];
            optimizer.Step(x, step == 7 ? [double.NaN, 1] : gradient);
            if (step == 7)
                before.CopyTo(x, 0);
        }

        Assert.All(x, value => Assert.InRange(Math.Abs(value), 0, 0.5));
    }

    private static void Converges<T>(Func<int, ILinesearchOptimizer<T>> make, double factor, double tolerance, double margin)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var (name, (dimensions, box, function)) in Landscapes.All)
        {
            int plain = 0, scaled = 0;
            var random = new Random(7);
            for (int start = 0; start < 20; start++)
            {
                T[] x = Start<T>(random, dimensions, box), y = [.. x];
                plain += Descend(make(dimensions), x, function, 1, 400, tolerance, rise: 1e-4);
                int steps = Descend(make(dimensions), y, function, factor, 400, tolerance, rise: 1e-4);
                Assert.True(steps < 400, $"{name}, start {start}: does not converge");
                scaled += steps;
            }

            Assert.True(scaled < margin * plain, $"{name}: {scaled} steps instead of {plain}");
        }
    }

    /// <returns>Steps until the gradient is shorter than a part of the first one, or as many as there may be.</returns>
    private static int Descend<T>(
        ILinesearchOptimizer<T> optimizer, T[] x, Landscapes.Function function, double factor, int steps, double tolerance,
        double rise)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var objective = new Landscape<T>(function, factor);
        double[] g = new double[x.Length];
        double value = function(Widened(x), g), first = Norm(g), scale = 1 + Math.Abs(value);
        int step = 0;
        for (; step < steps && Norm(g) > tolerance * first; step++)
        {
            double next = optimizer.Step(x, ref objective) / factor;
            Assert.True(next <= value + (rise * scale), $"step {step}: {next} after {value}");
            value = next;
            function(Widened(x), g);
        }

        return step;
    }

    private static T[] Start<T>(Random random, int dimensions, double box) where T : unmanaged, IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, dimensions).Select(_ => T.CreateChecked(box * ((2 * random.NextDouble()) - 1)))];

    private static double[] Widened<T>(T[] x) where T : unmanaged, IFloatingPointIeee754<T> => [.. x.Select(double.CreateChecked)];

    private static double Norm(double[] g) => Math.Sqrt(g.Sum(x => x * x));
}
