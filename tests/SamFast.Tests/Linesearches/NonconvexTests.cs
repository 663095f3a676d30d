namespace SamFast.Tests.Linesearches;

/// <summary>L-BFGS where the curvature is negative, and where losses are very large or very small.</summary>
public class NonconvexTests
{
    /// <summary>How many starts of each function; more with SAMFAST_LBFGS_STARTS.</summary>
    private static readonly int s_starts = int.Parse(Environment.GetEnvironmentVariable("SAMFAST_LBFGS_STARTS") ?? "200", System.Globalization.CultureInfo.InvariantCulture);

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
            double[] x = [.. Enumerable.Range(0, dimensions).Select(_ => box * ((2 * random.NextDouble()) - 1))], g = new double[dimensions];
            var optimizer = Declared.New<ILinesearchOptimizer<double>>(type, dimensions);
            var objective = new Landscape<double>(function);
            double value = function(x, g), first = Norm(g), scale = 1 + Math.Abs(value);
            for (int step = 0; step < 400 && Norm(g) > 1e-5 * first; step++)
            {
                double next = optimizer.Step(x, ref objective);
                Assert.True(next <= value + (1e-6 * scale), $"{name}, start {start}, step {step}: {next} after {value}");
                value = next;
                function(x, g);
            }

            Assert.True(Norm(g) <= 1e-5 * first, $"{name}, start {start}: {value}, gradient {Norm(g)} of {first}");
        }
    }

    private static double Norm(double[] g) => Math.Sqrt(g.Sum(x => x * x));
}
