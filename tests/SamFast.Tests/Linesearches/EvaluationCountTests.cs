namespace SamFast.Tests.Linesearches;

/// <summary>Which evaluations a step needs: one for each point, unless the objective is another one.</summary>
public class EvaluationCountTests
{
    [Theory, InlineData(typeof(Lbfgs64)), InlineData(typeof(ZoomingAdam)), InlineData(typeof(StoringBacktracking))]
    public void A_step_begins_with_the_gradient_that_the_last_search_left(Type type)
    {
        var optimizer = Declared.New<ILinesearchOptimizer<double>>(type, 2);
        var valley = new Rosenbrock<double>();
        double[] parameters = Rosenbrock<double>.Start(2);
        int tried = 0;
        for (int step = 0; step < 25; step++)
        {
            optimizer.Step(parameters, ref valley);
            tried += optimizer.LastSearch.Steps;
        }

        Assert.Equal(1 + tried, valley.Evaluations);
    }

    [Fact]
    public void The_trajectory_is_that_of_an_optimizer_that_evaluates_every_start()
    {
        var (lazy, eager) = (new Lbfgs64(4), new Lbfgs64(4));
        var valley = new Rosenbrock<double>();
        double[] parameters = Rosenbrock<double>.Start(4), gradient = new double[4], known = [.. parameters];
        for (int step = 0; step < 30; step++)
        {
            lazy.Step(parameters, ref valley);
            double value = valley.Evaluate(known, gradient);
            eager.Step(known, gradient, value, ref valley);
            Bits.AssertSame<double>(known, parameters);
        }
    }

    [Fact]
    public void Delegates_are_compared_by_reference()
    {
        int evaluations = 0;
        ObjectiveFunction<double> objective = (point, gradient) =>
        {
            evaluations++;
            return new Bowl<double>(30).Evaluate(point, gradient);
        };
        var optimizer = new Lbfgs64(3);
        double[] parameters = [1, 2, 3];
        optimizer.Step(parameters, objective);
        optimizer.Step(parameters, objective);
        evaluations = 0;
        optimizer.Step(parameters, objective);
        Assert.Equal(optimizer.LastSearch.Steps, evaluations);
        evaluations = 0;
        optimizer.Step(parameters, (point, gradient) => objective(point, gradient));
        Assert.Equal(1 + optimizer.LastSearch.Steps, evaluations);
    }

    [Fact]
    public void An_objective_that_was_changed_is_evaluated_where_the_step_begins()
    {
        var optimizer = new Lbfgs64(2);
        var target = new Target { X = 1 };
        double[] parameters = [5, 5];
        for (int batch = 0; batch < 6; batch++)
        {
            target.X = batch;
            target.Evaluations = 0;
            optimizer.Step(parameters, ref target);
            Assert.Equal(1 + optimizer.LastSearch.Steps, target.Evaluations);
        }
    }

    [Fact]
    public void Objectives_with_different_references_are_different()
    {
        var optimizer = new Lbfgs64(2);
        double[] parameters = [5, 5];
        for (int batch = 0; batch < 6; batch++)
        {
            var data = new Referring([batch], new int[1]);
            optimizer.Step(parameters, ref data);
            Assert.Equal(1 + optimizer.LastSearch.Steps, data.Evaluations[0]);
        }
    }

    [Fact]
    public void An_objective_of_another_type_is_another_objective()
    {
        var optimizer = new Lbfgs64(2);
        var (bowl, valley) = (new Bowl<double>(3), new Rosenbrock<double>());
        double[] parameters = [5, 5];
        optimizer.Step(parameters, ref bowl);
        optimizer.Step(parameters, ref valley);
        Assert.Equal(1 + optimizer.LastSearch.Steps, valley.Evaluations);
    }

    [Fact]
    public void A_stochastic_objective_is_evaluated_in_the_beginning_of_every_step()
    {
        var optimizer = new Lbfgs64(2);
        var drawing = new Drawing();
        double[] parameters = [5, 5];
        for (int step = 0; step < 5; step++)
        {
            drawing.Evaluations = 0;
            optimizer.Step(parameters, ref drawing);
            Assert.Equal(1 + optimizer.LastSearch.Steps, drawing.Evaluations);
        }

        var byInterface = (IObjective<double>)drawing;
        for (int step = 0; step < 3; step++)
        {
            drawing.Evaluations = 0;
            optimizer.Step(parameters, ref byInterface);
            Assert.Equal(1 + optimizer.LastSearch.Steps, drawing.Evaluations);
        }
    }

    [Fact]
    public void Parameters_that_differ_in_a_bit_are_evaluated_again()
    {
        var optimizer = new Lbfgs64(2);
        var valley = new Rosenbrock<double>();
        double[] parameters = Rosenbrock<double>.Start(2);
        optimizer.Step(parameters, ref valley);
        parameters[1] = Math.BitIncrement(parameters[1]);
        int before = valley.Evaluations;
        optimizer.Step(parameters, ref valley);
        Assert.Equal(before + 1 + optimizer.LastSearch.Steps, valley.Evaluations);
    }

    [Fact]
    public void After_an_exception_the_start_is_evaluated_again()
    {
        var optimizer = new Lbfgs64(3);
        var bowl = new Bowl<double>(30);
        double[] parameters = [1, 2, 3], expected = [.. parameters];
        var twin = new Lbfgs64(3);
        for (int step = 0; step < 6; step++)
        {
            if (step % 2 == 1)
            {
                Assert.Throws<InvalidOperationException>(() => optimizer.Step(parameters, (point, gradient) =>
                {
                    gradient.Fill(double.NaN);
                    throw new InvalidOperationException();
                }));
            }

            optimizer.Step(parameters, ref bowl);
            twin.Step(expected, ref bowl);
            Bits.AssertSame<double>(expected, parameters);
        }
    }

    private struct Target : IObjective<double>
    {
        public double X;
        public int Evaluations;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            Evaluations++;
            double sum = 0;
            for (int i = 0; i < point.Length; i++)
            {
                double distance = point[i] - X;
                sum += (i + 1) * distance * distance;
                if (!gradient.IsEmpty)
                    gradient[i] = 2 * (i + 1) * distance;
            }

            return sum;
        }
    }

    private readonly struct Referring(double[] target, int[] evaluations) : IObjective<double>
    {
        public int[] Evaluations => evaluations;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            evaluations[0]++;
            return new Target { X = target[0] }.Evaluate(point, gradient);
        }
    }

    private sealed class Drawing : IStochasticObjective<double>
    {
        public int Evaluations;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
        {
            Evaluations++;
            return new Target { X = 0.5 }.Evaluate(point, gradient);
        }
    }
}
