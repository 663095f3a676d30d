using System.Numerics;

namespace SamFast.Tests.Linesearches;

/// <summary>Chains that end in a line search.</summary>
[Collection(AllocationTests.Alone)]
public class LinesearchTests
{
    private const int Length = 53;

    public static TheoryData<Type> Searching => [.. typeof(LinesearchTests).Assembly.GetExportedTypes().Where(t =>
        t.Namespace == typeof(LinesearchTests).Namespace && t.GetInterfaces().Any(i => i.Name.StartsWith("ILinesearchOptimizer", StringComparison.Ordinal)))
        .OrderBy(t => t.Name)];

    [Theory, MemberData(nameof(Searching))]
    public void A_step_ends_at_a_point_that_was_tried_with_the_value_and_the_gradient_of_it(Type optimizer) =>
        Declared.Visit(optimizer, new EndsWhereItLooked());

    [Theory, MemberData(nameof(Searching))]
    public void A_step_with_value_and_gradient_known_is_the_same_with_one_evaluation_fewer(Type optimizer) =>
        Declared.Visit(optimizer, new SameWithLess());

    [Theory, MemberData(nameof(Searching))]
    public void An_exception_of_the_objective_leaves_everything_as_it_was(Type optimizer) =>
        Declared.Visit(optimizer, new Untouched());

    [Theory, MemberData(nameof(Searching))]
    public void A_step_allocates_nothing(Type optimizer) => Declared.Visit(optimizer, new WithoutAllocation());

    [Theory, MemberData(nameof(Searching))]
    public void Any_number_of_threads_gives_the_same_bits(Type optimizer) => Declared.Visit(optimizer, new SameBits());

    [Theory, MemberData(nameof(Searching))]
    public void Spans_that_do_not_fit_are_refused_and_nothing_is_modified(Type optimizer) => Declared.Visit(optimizer, new Refused());

    [Theory, MemberData(nameof(Searching))]
    public void No_parameters_at_all_are_a_step_like_any_other(Type optimizer) => Declared.Visit(optimizer, new Nothing());

    [Fact]
    public void Before_the_first_step_nothing_is_known()
    {
        var optimizer = new Lbfgs64(3);
        Assert.Equal(LinesearchResult.Initial, optimizer.LastSearch);
        Assert.Equal(1, optimizer.LastSearch.LearningRate);
        Assert.Equal(double.PositiveInfinity, optimizer.LastSearch.Value);
        Assert.True(optimizer.LastGradient.IsEmpty);
    }

    [Fact]
    public void Without_gradients_to_store_backtracking_asks_for_one_gradient_a_step()
    {
        var optimizer = new BacktrackingSgd(2);
        var valley = new Rosenbrock<double>();
        optimizer.Step(Rosenbrock<double>.Start(2), ref valley);
        Assert.Equal(1, valley.Gradients);
        Assert.Equal(1 + optimizer.LastSearch.Steps, valley.Evaluations);
        Assert.True(optimizer.LastGradient.IsEmpty);
    }

    [Fact]
    public void A_guess_grows_by_its_factor_up_to_the_largest_learning_rate()
    {
        // On a slope without an end, the first guess always does.
        var optimizer = new BacktrackingSgd(1) { IncreaseFactor = 1.5, MaxLearningRate = 4 };
        List<double> rates = [];
        for (int step = 0; step < 5; step++)
        {
            optimizer.Step([0], Slope);
            rates.Add(optimizer.LastSearch.LearningRate);
        }

        Assert.Equal([1.5, 2.25, 3.375, 4, 4], rates);
        static double Slope(ReadOnlySpan<double> point, Span<double> gradient)
        {
            if (!gradient.IsEmpty)
                gradient[0] = 1;
            return point[0];
        }
    }

    [Theory]
    [InlineData(InitialGuess.Keep, 0.25)]
    [InlineData(InitialGuess.One, 1)]
    public void Zoom_begins_with_the_last_learning_rate_or_with_one(InitialGuess strategy, double expected)
    {
        List<double> points = [];
        ILinesearchOptimizer<double> optimizer = strategy == InitialGuess.One ? new Lbfgs64(1) : new ZoomingSgd(1);
        optimizer.Step([1], Steep);
        double last = optimizer.LastSearch.LearningRate;
        Assert.Equal(expected, last, 1e-9);

        points.Clear();
        double[] start = [0.25];
        optimizer.Step(start, Steep);
        double[] gradient = [0];
        Steep([0.25], gradient);
        double direction = strategy == InitialGuess.One ? 0.25 : gradient[0];
        double first = (0.25 - points[1]) / direction;
        Assert.Equal(last, first, 1e-9);

        // 2p²: from 1, with the direction −4 cut to length 1, or with −4 itself, the best learning rate is 1 or ¼.
        double Steep(ReadOnlySpan<double> point, Span<double> at)
        {
            points.Add(point[0]);
            if (!at.IsEmpty)
                at[0] = 4 * point[0];
            return 2 * point[0] * point[0];
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_search_steps_back_from_where_the_loss_is_not_finite(double beyond)
    {
        foreach (var optimizer in (ILinesearchOptimizer<double>[])[new BacktrackingSgd(2), new ZoomingSgd(2), new Lbfgs64(2)])
        {
            var bowl = new Bowl<double>(condition: 1.5, wall: 0.5, beyond);
            double[] parameters = [0.5, -0.5];
            double start = bowl.Evaluate(parameters, default);
            for (int step = 0; step < 10; step++)
                Assert.True(optimizer.Step(parameters, ref bowl) < start);
            Assert.All(parameters, p => Assert.True(Math.Abs(p) <= 0.5));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Without_a_point_of_finite_loss_the_parameters_do_not_move(double beyond)
    {
        foreach (var optimizer in (ILinesearchOptimizer<double>[])[new BacktrackingSgd(2), new ZoomingSgd(2), new Lbfgs64(2), new ZoomingAdam(2)])
        {
            double[] parameters = [1, 2];
            double value = optimizer.Step(parameters, [1, 2], 2.5, (_, gradient) =>
            {
                gradient.Fill(double.NaN);
                return beyond;
            });
            Assert.Equal([1, 2], parameters);
            Assert.Equal(2.5, value);
            Assert.Equal(0, optimizer.LastSearch.LearningRate);
            Assert.Equal(double.PositiveInfinity, optimizer.LastSearch.DecreaseError);
            Assert.True(optimizer.LastSearch.HasFailed);
            if (!optimizer.LastGradient.IsEmpty)
                Assert.Equal([1, 2], optimizer.LastGradient.ToArray());

            // The next search is not stuck at 0.
            var bowl = new Bowl<double>(condition: 1);
            Assert.True(optimizer.Step(parameters, ref bowl) < 2.5);
        }
    }

    [Fact]
    public void A_gradient_that_is_not_finite_does_not_move_the_parameters()
    {
        var bowl = new Bowl<double>(condition: 1);
        foreach (var optimizer in (ILinesearchOptimizer<double>[])[new BacktrackingSgd(2), new ZoomingSgd(2)])
        {
            double[] parameters = [1, 2];
            optimizer.Step(parameters, [double.NaN, double.PositiveInfinity], 2.5, ref bowl);
            Assert.Equal([1, 2], parameters);
        }
    }

    [Fact]
    public void A_direction_that_goes_uphill_fails_and_says_so()
    {
        var optimizer = new Climbing(3);
        var bowl = new Bowl<double>(condition: 1);
        optimizer.Step([1.0, 2, 3], ref bowl);
        Assert.True(optimizer.LastSearch.HasFailed);
        Assert.Equal(5, optimizer.LastSearch.Steps);
        Assert.True(optimizer.LastSearch.DecreaseError > 0);
    }

    [Fact]
    public void The_largest_learning_rate_is_taken_where_the_loss_falls_beyond_it()
    {
        var optimizer = new ZoomingSgd(1) { MaxLearningRate = 3 };
        double[] parameters = [0];
        optimizer.Step(parameters, (point, gradient) =>
        {
            if (!gradient.IsEmpty)
                gradient[0] = 1;
            return point[0];
        });
        Assert.Equal(3, optimizer.LastSearch.LearningRate);
        Assert.Equal(0, optimizer.LastSearch.DecreaseError);
        Assert.True(optimizer.LastSearch.CurvatureError > 0);
        Assert.Equal([-3], parameters);
    }

    [Fact]
    public void A_user_defined_line_search_works_as_a_built_in_one()
    {
        var optimizer = new TryingTwo(2);
        var bowl = new Bowl<double>(condition: 1);
        double[] parameters = [2, 4];
        Assert.Equal(2.5, optimizer.Step(parameters, ref bowl));
        Assert.Equal([1, 2], parameters);
        Assert.Equal(2, optimizer.LastSearch.Steps);
        Assert.Equal([1, 2], optimizer.LastGradient.ToArray());
    }

    private static void Run<T>(ILinesearchOptimizer<T> optimizer, T[] parameters, int steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var bowl = new Bowl<T>(30);
        for (int step = 0; step < steps; step++)
            optimizer.Step(parameters, ref bowl);
    }

    private sealed class EndsWhereItLooked : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var optimizer = Declared.New<ILinesearchOptimizer<T>>(type, Length);
            var bowl = new Bowl<T>(30);
            T[] parameters = Vectors.Uniform<T>(Length, 1);
            for (int step = 0; step < 12; step++)
            {
                List<(T[] Point, double Value)> tried = [];
                double value = optimizer.Step(parameters, (point, gradient) =>
                {
                    double at = bowl.Evaluate(point, gradient);
                    tried.Add((point.ToArray(), at));
                    return at;
                });

                Assert.Equal(optimizer.LastSearch.Steps, tried.Count - 1);
                Assert.Contains(tried, t => t.Value == value && t.Point.AsSpan().SequenceEqual(parameters));
                Assert.Equal(value, optimizer.LastSearch.Value);
                if (!optimizer.LastGradient.IsEmpty)
                {
                    T[] gradient = new T[Length];
                    bowl.Evaluate(parameters, gradient);
                    Bits.AssertSame<T>(gradient, optimizer.LastGradient);
                }
            }
        }
    }

    private sealed class SameWithLess : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (first, second) = (Declared.New<ILinesearchOptimizer<T>>(type, Length), Declared.New<ILinesearchOptimizer<T>>(type, Length));
            var bowl = new Bowl<T>(30);
            T[] parameters = Vectors.Uniform<T>(Length, 1), known = [.. parameters];
            T[] gradient = new T[Length];
            for (int step = 0; step < 8; step++)
            {
                int evaluations = 0;
                first.Step(parameters, ref bowl);
                bool isStored = !second.LastGradient.IsEmpty;
                double value = bowl.Evaluate(known, gradient);
                second.Step(known, isStored ? second.LastGradient : gradient, value, (point, at) =>
                {
                    evaluations++;
                    return bowl.Evaluate(point, at);
                });
                Bits.AssertSame<T>(parameters, known, $"step {step}:");
                Assert.Equal(first.LastSearch, second.LastSearch);
                Assert.Equal(second.LastSearch.Steps, evaluations);
            }
        }
    }

    private sealed class Untouched : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            T[] expected = Vectors.Uniform<T>(Length, 1);
            LinesearchTests.Run(Declared.New<ILinesearchOptimizer<T>>(type, Length), expected, 7);

            var optimizer = Declared.New<ILinesearchOptimizer<T>>(type, Length);
            T[] parameters = Vectors.Uniform<T>(Length, 1);
            for (int step = 0; step < 7; step++)
            {
                var (before, search) = ((T[])[.. parameters], optimizer.LastSearch);
                for (int at = 1; at <= 3; at++)
                {
                    var tripping = new Tripping<T>(at);
                    var exception = Record.Exception(() => optimizer.Step(parameters, ref tripping));
                    if (exception is null)
                        break;
                    Bits.AssertSame<T>(before, parameters);
                    Assert.Equal(search, optimizer.LastSearch);
                    Assert.Equal(step, optimizer.StepCount);
                }

                if (optimizer.StepCount == step)
                    LinesearchTests.Run(optimizer, parameters, 1);
            }

            Bits.AssertSame<T>(expected, parameters, "after exceptions:");
        }
    }

    private sealed class WithoutAllocation : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            foreach (var (length, threads) in ((int, int)[])[(2, 1), (1000, 1), (20_003, 2)])
            {
                var optimizer = Declared.New<ILinesearchOptimizer<T>>(type, length);
                ((Optimizer<T>)optimizer).ThreadCount = threads;
                T[] parameters = Vectors.Uniform<T>(length, 1), target = Vectors.Uniform<T>(length, 3);
                T[] gradient = Vectors.Uniform<T>(length, 2);
                Assert.Equal(0, AllocationTests.AllocatedBy(() =>
                {
                    var bowl = new SpanBowl<T>(target);
                    optimizer.Step(parameters, ref bowl);
                    optimizer.Step(parameters, gradient, 1, ref bowl);
                }));
                ObjectiveFunction<T> function = (_, at) =>
                {
                    at.Fill(T.One);
                    return 1;
                };
                Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, function)));
                Assert.Equal(0, AllocationTests.AllocatedBy(() => optimizer.Step(parameters, gradient, 1, function)));
            }
        }
    }

    private sealed class SameBits : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            const int length = 20_003;
            T[] expected = Walk(1);
            foreach (int threads in (int[])[2, 7])
                Bits.AssertSame<T>(expected, Walk(threads), $"{threads} threads:");

            T[] Walk(int threads)
            {
                var optimizer = Declared.New<ILinesearchOptimizer<T>>(type, length);
                ((Optimizer<T>)optimizer).ThreadCount = threads;
                T[] parameters = Vectors.Uniform<T>(length, 1);
                LinesearchTests.Run(optimizer, parameters, 3);
                return parameters;
            }
        }
    }

    private sealed class Refused : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var optimizer = Declared.New<ILinesearchOptimizer<T>>(type, Length);
            var bowl = new Bowl<T>(30);
            T[] parameters = Vectors.Uniform<T>(Length, 1), before = [.. parameters];
            Assert.Throws<ArgumentException>(() => optimizer.Step(parameters.AsSpan(1), ref bowl));
            Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, new T[Length + 1], 0, ref bowl));
            Assert.Throws<ArgumentException>(() => optimizer.Step(parameters, parameters, 0, ref bowl));
            Assert.Throws<ArgumentNullException>(() => optimizer.Step(parameters, null!));
            Assert.Throws<ArgumentNullException>(() => optimizer.Step(parameters, new T[Length], 0, null!));
            Bits.AssertSame<T>(before, parameters);
            Assert.Equal(0, optimizer.StepCount);
        }
    }

    private sealed class Nothing : Declared.ICheck
    {
        public void Run<T>(Type type) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var optimizer = Declared.New<ILinesearchOptimizer<T>>(type, 0);
            Assert.Equal(1, optimizer.Step([], (_, _) => 1));
            Assert.Equal(1, optimizer.StepCount);
        }
    }
}

[Optimizer<double>, Sgd(1), ScaleByZoomLinesearch(20)]
public sealed partial class ZoomingSgd;

/// <summary>Tries a tenth and a half, and goes back to the better one of them.</summary>
public sealed class BetterOfTwoAttribute(double first) : LinesearchAttribute
{
    /// <summary>The search.</summary>
    public static LinesearchResult Search<TLine>(ref TLine line, double first) where TLine : ILine, allows ref struct
    {
        var better = line.At(first);
        line.Keep();
        var second = line.At(0.1);
        if (second.Value < better.Value)
            better = second;
        return new LinesearchResult(better.LearningRate, better.Value, 2, 0, 0, HasFailed: false);
    }
}

[Optimizer<double>, Sgd(1), BetterOfTwo(0.5)]
public sealed partial class TryingTwo;
