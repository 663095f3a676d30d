using System.Numerics;

namespace SamFast.Tests.Sharpness.Meter;

/// <summary>A meter changes nothing and refuses wrong arguments.</summary>
[Collection(AllocationTests.Alone)]
public class MeterSafetyTests
{
    private const int Length = 67;

    [Fact]
    public void Every_estimate_allocates_nothing()
    {
        NoAllocation<float>();
        NoAllocation<double>();

        static void NoAllocation<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var meter = new SharpnessMeter<T>(Length);
            var at = Vectors.Uniform<T>(Length, 1);
            var product = new T[Length];
            var loss = new Quartic<T>();
            var progress = new Counting();
            Assert.Equal(0, AllocationTests.AllocatedBy(() =>
            {
                meter.Climb(at, ref loss, 0.1, 3, progress);
                meter.Average(at, ref loss, 0.1, 5, 0, progress);
                meter.LargestEigenvalue(at, ref loss, 5, 0, progress);
                meter.Trace(at, ref loss, 5, 0, progress);
                meter.HessianProduct(at, ref loss, at, product);
            }));
        }
    }

    [Fact]
    public void The_parameters_never_move_and_a_failing_loss_leaves_no_trace()
    {
        float[] start = Vectors.Uniform<float>(Length, 1), at = [.. start];
        var meter = new SharpnessMeter<float>(Length);
        var whole = Estimates(meter, at, new Failing(int.MaxValue, at, start));
        for (int failing = 0; failing < 60; failing++)
        {
            var loss = new Failing(failing, at, start);
            Assert.Throws<TimeoutException>(() => Estimates(meter, at, loss));
            Bits.AssertSame<float>(start, at);
        }

        Assert.Equal(whole, Estimates(meter, at, new Failing(int.MaxValue, at, start)));
    }

    [Fact]
    public void The_gradient_is_empty_where_only_the_value_is_asked_for()
    {
        double[] at = Vectors.Uniform<double>(Length, 1);
        var meter = new SharpnessMeter<double>(Length);
        var loss = new Quartic<double>();
        List<int> lengths = [];
        ObjectiveFunction<double> objective = (point, gradient) =>
        {
            lengths.Add(gradient.Length);
            return loss.Evaluate(point, gradient);
        };

        meter.Climb(at, objective, 0.1, ascentSteps: 3);
        Assert.Equal([Length, Length, Length, 0], lengths);
        lengths.Clear();
        meter.Average(at, objective, 0.1, directions: 4, tolerance: 0);
        Assert.Equal(new int[1 + (2 * 4)], lengths);
    }

    [Fact]
    public void The_norms_of_huge_and_tiny_directions_do_not_leave_the_type()
    {
        float[] at = Vectors.Uniform<float>(Length, 1);
        var meter = new SharpnessMeter<float>(Length);
        foreach (float size in (float[])[1e-25f, 1e25f])
        {
            // A linear loss rises by ρ times the norm of its gradient.
            ObjectiveFunction<float> linear = (point, gradient) =>
            {
                gradient.Fill(size);
                double sum = 0;
                foreach (float x in point)
                    sum += (double)x * size;
                return sum;
            };
            Assert.Equal(1, meter.Climb(at, linear, 0.5).Sharpness / (0.5 * size * Math.Sqrt(Length)), 1e-5);
        }
    }

    [Fact]
    public void Each_estimate_is_a_function_of_the_seed_and_not_of_those_before()
    {
        float[] at = Vectors.Uniform<float>(Length, 1);
        var loss = new Quartic<float>();
        var meter = new SharpnessMeter<float>(Length, seed: 3);
        var first = meter.Trace(at, ref loss, 6);
        meter.Average(at, ref loss);
        meter.LargestEigenvalue(at, ref loss);
        Assert.Equal(first, meter.Trace(at, ref loss, 6));
        Assert.Equal(first, new SharpnessMeter<float>(Length, seed: 3).Trace(at, ref loss, 6));
        Assert.NotEqual(first, new SharpnessMeter<float>(Length, seed: 4).Trace(at, ref loss, 6));
    }

    [Fact]
    public void The_estimates_have_the_same_bits_on_every_processor()
    {
        // Run with DOTNET_EnableAVX512=0 and DOTNET_EnableAVX2=0, too. Across tiles of 4,096, and with a rest.
        const int Long = 9001;
        float[] at = Vectors.Uniform<float>(Long, 1);
        var loss = new Quartic<float>();
        var meter = new SharpnessMeter<float>(Long, seed: 1);
        double[] estimates =
        [
            meter.Climb(at, ref loss, 0.5, 2).Sharpness, meter.Average(at, ref loss, 0.5, 3).Sharpness,
            meter.LargestEigenvalue(at, ref loss, 5).Value, meter.Trace(at, ref loss, 3).Value,
        ];
        Assert.Equal([260.71091370108115, 0.75692917883619282, 12.882675088942051, 54317.339975992836], estimates);
    }

    [Fact]
    public void Delegates_and_structs_give_the_same_estimates()
    {
        double[] at = Vectors.Uniform<double>(Length, 1);
        var loss = new Quartic<double>();
        var meter = new SharpnessMeter<double>(Length);
        ObjectiveFunction<double> objective = (point, slopes) => loss.Evaluate(point, slopes);
        GradientFunction<double> gradient = (point, slopes) => loss.Evaluate(point, slopes, default);
        Assert.Equal(meter.Climb(at, ref loss, 0.1, 2), meter.Climb(at, objective, 0.1, 2));
        Assert.Equal(meter.Average(at, ref loss, 0.1), meter.Average(at, objective, 0.1));
        Assert.Equal(meter.LargestEigenvalue(at, ref loss), meter.LargestEigenvalue(at, gradient));
        Assert.Equal(meter.Trace(at, ref loss), meter.Trace(at, gradient));
        Assert.Throws<ArgumentNullException>("gradient", () => meter.Trace(at, null!));
        Assert.Throws<ArgumentNullException>("objective", () => meter.Average(at, null!));
    }

    [Fact]
    public void Progress_counts_up_to_the_result()
    {
        double[] at = Vectors.Uniform<double>(Length, 1);
        var loss = new Quartic<double>();
        var meter = new SharpnessMeter<double>(Length);
        var progress = new Counting();
        var trace = meter.Trace(at, ref loss, 20, 0, progress);
        Assert.Equal(20, progress.Count);
        Assert.Equal(new SharpnessProgress(20, 20, trace.Value, trace.StandardError), progress.Last);

        progress = new Counting();
        var eigenvalue = meter.LargestEigenvalue(at, ref loss, progress: progress);
        Assert.Equal(eigenvalue.Iterations, progress.Count);
        Assert.Equal(new SharpnessProgress(eigenvalue.Iterations, 200, eigenvalue.Value, eigenvalue.Residual), progress.Last);
    }

    [Fact]
    public void Cancellation_ends_each_estimate()
    {
        double[] at = Vectors.Uniform<double>(Length, 1);
        var loss = new Quartic<double>();
        var meter = new SharpnessMeter<double>(Length);
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => meter.Climb(at, ref loss, cancellation: cancelled));
        Assert.Throws<OperationCanceledException>(() => meter.Average(at, ref loss, cancellation: cancelled));
        Assert.Throws<OperationCanceledException>(() => meter.LargestEigenvalue(at, ref loss, cancellation: cancelled));
        Assert.Throws<OperationCanceledException>(() => meter.Trace(at, ref loss, cancellation: cancelled));
    }

    [Fact]
    public void Every_gradient_is_announced_as_perturbed()
    {
        double[] at = Vectors.Uniform<double>(Length, 1);
        var meter = new SharpnessMeter<double>(Length);
        var loss = new Announced();
        meter.LargestEigenvalue(at, ref loss, 3);
        meter.Trace(at, ref loss, 3);
        Assert.Equal(6 + 6, loss.Evaluations);
    }

    [Fact]
    public void NaN_reaches_every_estimate()
    {
        double[] at = [.. Vectors.Uniform<double>(Length, 1)];
        at[5] = double.NaN;
        var loss = new Quartic<double>();
        var meter = new SharpnessMeter<double>(Length);
        Assert.Equal(double.NaN, meter.Climb(at, ref loss).Sharpness);
        Assert.Equal(double.NaN, meter.Average(at, ref loss).Sharpness);
        Assert.Equal(double.NaN, meter.LargestEigenvalue(at, ref loss).Value);
        Assert.False(meter.LargestEigenvalue(at, ref loss).HasConverged);
        Assert.Equal(double.NaN, meter.Trace(at, ref loss).Value);
        Assert.False(meter.Trace(at, ref loss).HasConverged);
    }

    [Fact]
    public void No_parameters_have_no_sharpness()
    {
        var loss = new Quartic<double>();
        var meter = new SharpnessMeter<double>(0);
        Assert.Equal(0, meter.Climb([], ref loss).Sharpness);
        Assert.Equal(0, meter.Average([], ref loss).Sharpness);
        Assert.Equal(0, meter.LargestEigenvalue([], ref loss).Value);
        Assert.Equal(0, meter.Trace([], ref loss).Value);
    }

    [Fact]
    public void Wrong_arguments_are_refused_by_name()
    {
        double[] at = new double[Length];
        var loss = new Quartic<double>();
        var meter = new SharpnessMeter<double>(Length);
        Assert.Throws<ArgumentOutOfRangeException>("parameterCount", () => new SharpnessMeter<float>(-1));
        Assert.Throws<NotSupportedException>(() => new SharpnessMeter<Half>(1));
        Assert.Throws<ArgumentException>("parameters", () => meter.Climb(new double[1], ref loss));
        Assert.Throws<ArgumentException>(
            "direction", () => meter.HessianProduct(at, ref loss, new double[1], new double[Length]));
        Assert.Throws<ArgumentException>("product", () => meter.HessianProduct(at, ref loss, new double[Length], at));
        foreach (double rho in (double[])[-1, double.NaN, double.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>("rho", () => meter.Climb(at, ref loss, rho));
        Assert.Throws<ArgumentOutOfRangeException>("ascentSteps", () => meter.Climb(at, ref loss, 0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("directions", () => meter.Average(at, ref loss, 0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("iterations", () => meter.LargestEigenvalue(at, ref loss, 0));
        Assert.Throws<ArgumentOutOfRangeException>("probes", () => meter.Trace(at, ref loss, 0));
        Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => meter.Trace(at, ref loss, 1, double.NaN));
        foreach (double step in (double[])[0, -1, double.NaN, double.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>(() => meter.RelativeStep = step);
        Assert.Equal(Math.Cbrt(Math.ScaleB(1, -52)), meter.RelativeStep);
    }

    private static (AscentSharpness, AverageSharpness, EigenvalueEstimate, TraceEstimate) Estimates(
        SharpnessMeter<float> meter, float[] at, Failing loss) => (
            meter.Climb(at, ref loss, 0.1, 4), meter.Average(at, ref loss, 0.1, 10, 0),
            meter.LargestEigenvalue(at, ref loss, 10, 0), meter.Trace(at, ref loss, 10, 0));

    /// <summary>Σ ¼xᵢ⁴ + ½(xᵢ − xᵢ₊₁)²: sums and products alone, the same on every processor.</summary>
    private readonly struct Quartic<T> : IGradient<T>, IObjective<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient)
        {
            if (!gradient.IsEmpty)
                Evaluate(point, gradient, default);
            double sum = 0;
            for (int i = 0; i < point.Length; i++)
            {
                double x = double.CreateChecked(point[i]), next = double.CreateChecked(point[(i + 1) % point.Length]);
                sum += (x * x * x * x / 4) + ((x - next) * (x - next) / 2);
            }

            return sum;
        }

        public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
        {
            for (int i = 0; i < point.Length; i++)
            {
                T x = point[i], next = point[(i + 1) % point.Length], last = point[(i + point.Length - 1) % point.Length];
                gradient[i] = (x * x * x) + (x - next) + (x - last);
            }
        }
    }

    /// <summary>Throws in one of its calls, having written garbage; looks at the parameters in each.</summary>
    private sealed class Failing(int failing, float[] parameters, float[] start) : IGradient<float>, IObjective<float>
    {
        private int _calls;

        public void Evaluate(ReadOnlySpan<float> point, Span<float> gradient, GradientEvaluation evaluation) =>
            Evaluate(point, gradient);

        public double Evaluate(ReadOnlySpan<float> point, Span<float> gradient)
        {
            Bits.AssertSame<float>(start, parameters);
            if (_calls++ == failing)
            {
                gradient.Fill(float.NaN);
                throw new TimeoutException();
            }

            return new Quartic<float>().Evaluate(point, gradient);
        }
    }

    private struct Announced : IGradient<double>
    {
        public int Evaluations { get; private set; }

        public void Evaluate(ReadOnlySpan<double> point, Span<double> gradient, GradientEvaluation evaluation)
        {
            Assert.True(evaluation.IsPerturbed);
            new Quartic<double>().Evaluate(point, gradient, evaluation);
            Evaluations++;
        }
    }

    private sealed class Counting : IProgress<SharpnessProgress>
    {
        public int Count { get; private set; }

        public SharpnessProgress Last { get; private set; }

        public void Report(SharpnessProgress value)
        {
            Last = value;
            Count++;
            Assert.True(value.Iteration <= value.Limit);
        }
    }
}
