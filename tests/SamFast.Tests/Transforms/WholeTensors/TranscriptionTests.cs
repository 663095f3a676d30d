namespace SamFast.Tests.Transforms.WholeTensors;

/// <summary>Published formulas, written down once more for one tensor, element by element, where no golden has the
/// shape.</summary>
public class TranscriptionTests
{
    [Theory]
    [InlineData(4, 3, 5, 0, 0), InlineData(2, 3, 4, 5, 0), InlineData(2, 1, 3, 4, 5), InlineData(7, 0, 0, 0, 0)]
    [InlineData(1, 6, 1, 0, 0), InlineData(300, 70, 0, 0, 0)]
    public void Adaptive_clipping_measures_the_units_that_the_rank_implies(params int[] axes)
    {
        int[] sizes = [.. axes.Where(size => size > 0)];
        double[] parameters = Vectors.Uniform<double>(sizes.Aggregate(1, (a, b) => a * b), 1);
        double[] gradients = Vectors.Uniform<double>(parameters.Length, 2);
        int units = sizes.Count(size => size > 1) <= 1 ? 1 : sizes.Length <= 3 ? parameters.Length / sizes[0] : sizes[^1];
        double[] expected = [.. parameters];
        for (int unit = 0; unit < units; unit++)
        {
            var members = Enumerable.Range(0, parameters.Length).Where(i => i % units == unit).ToArray();
            double norm = Math.Sqrt(members.Sum(i => gradients[i] * gradients[i]));
            double most = 0.05 * Math.Max(Math.Sqrt(members.Sum(i => parameters[i] * parameters[i])), 0.5);
            foreach (int i in members)
                expected[i] -= norm < most ? gradients[i] : gradients[i] * most / Math.Max(norm, 1e-6);
        }

        new UnitClipped64(Layout.Create([new("w", sizes)])).Step(parameters, gradients);

        Assert.Equal(expected, parameters, (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Rows_of_any_rank_have_mean_zero_once_centralized()
    {
        Layout layout = [new("w", [3, 4, 5]), new("b", [6])];
        var parameters = new float[66];
        var gradients = Vectors.Uniform<float>(66, 1);
        new Centralized(layout).Step(parameters, gradients);

        for (int row = 0; row < 3; row++)
            Assert.Equal(0, parameters.Skip(20 * row).Take(20).Sum(), 1e-6);
        Assert.Equal(gradients[60..].Select(g => -0.1f * g), parameters[60..]);
    }

    [Fact]
    public void A_tensor_of_six_dimensions_has_no_units_and_is_refused_by_name()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new UnitClipped(Layout.Create([new("attention", [2, 2, 2, 2, 2, 2])])));
        Assert.Equal("shape", refusal.ParamName);
        Assert.Contains("attention: [2, 2, 2, 2, 2, 2]", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("joining adjacent axes", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(8, new UnitClipped(Layout.Create([new("vector", [1, 1, 8, 1, 1, 1])])).ParameterCount);
    }

    [Theory]
    [InlineData(4, 5, 0, 0), InlineData(6, 6, 0, 0), InlineData(5, 2, 6, 0), InlineData(4, 5, 3, 0), InlineData(2, 3, 4, 5)]
    [InlineData(5, 1, 4, 2), InlineData(2, 2, 2, 9), InlineData(40, 0, 0, 0), InlineData(90, 70, 0, 0)]
    public void Mean_squares_are_factored_along_the_two_longest_axes(params int[] axes)
    {
        int[] sizes = [.. axes.Where(size => size > 0)];
        // The last of equally long ones.
        int[] order = [.. Enumerable.Range(0, sizes.Length).OrderBy(axis => sizes[axis]).ThenBy(axis => axis)];
        bool isFactored = sizes.Length > 1 && sizes[order[^2]] >= 3;
        double[] nu = [], rows = [], columns = [];
        Follow(new FactoredRms64(Layout.Create([new("w", sizes)])), sizes, (step, update, _) =>
        {
            double decay = 1 - Math.Pow(Math.Max(1, step - 1), -0.6);
            double[] squares = [.. update.Select(u => (u * u) + 1e-3)];
            if (!isFactored)
            {
                nu = Mix(nu, squares, decay);
                return [.. update.Select((u, i) => 0.1 * u / Math.Sqrt(nu[i]))];
            }

            rows = Mix(rows, Mean(squares, sizes, order[^1]), decay);
            columns = Mix(columns, Mean(squares, sizes, order[^2]), decay);
            var means = Mean(rows, sizes, order[^2]);
            return [.. update.Select((u, i) => 0.1 * u / Math.Sqrt(rows[i] / means[i]) / Math.Sqrt(columns[i]))];
        });
    }

    [Theory, InlineData(3, 4, 5, 2), InlineData(6, 33, 0, 0), InlineData(11, 0, 0, 0), InlineData(1, 7, 1, 0)]
    public void Accumulators_cover_the_indices_of_each_axis(params int[] axes)
    {
        int[] sizes = [.. axes.Where(size => size > 0)];
        double[] smallest = [], average = [];
        Follow(new DecayingSm3(Layout.Create([new("w", sizes)])), sizes, (_, update, _) =>
        {
            double[] a = [.. update.Select((u, i) => (0.1 * u * u) + (0.9 * (smallest.Length == 0 ? 0 : smallest[i])))];
            average = [.. update.Select((u, i) => (0.5 * u / Math.Sqrt(a[i] + 1e-8)) + (average.Length == 0 ? 0 : 0.5 * average[i]))];
            smallest = sizes.Length < 2 ? a : [.. a.Select((_, i) => Enumerable.Range(0, sizes.Length).Min(axis =>
                Enumerable.Range(0, a.Length).Where(j => Index(i, sizes, axis) == Index(j, sizes, axis)).Max(j => a[j])))];
            return [.. average.Select(m => 0.1 * m)];
        });
    }

    [Theory, InlineData(3, 5), InlineData(5, 3), InlineData(1, 6), InlineData(70, 130), InlineData(81, 20), InlineData(9, 1100)]
    public void Muon_is_its_momentum_made_orthogonal_by_products_of_three_loops(int rows, int columns)
    {
        Follow(new OneStepMuon(Matrix(rows, columns)), [rows, columns], Muon(
            rows, columns, 1, (0.5, -1.25, 2), isNesterov: true, decay: 0.1, scale: Math.Sqrt(Math.Max(1.0, (double)columns / rows))));
        Follow(new SchattenMuon(Matrix(rows, columns)), [rows, columns], Muon(
            rows, columns, 2, s_standard, isNesterov: true, scale: 0.2 * Math.Sqrt(Math.Max(rows, columns)),
            preconditioning: MuonPreconditioning.Schatten));
        Follow(new AolMuon(Matrix(rows, columns)), [rows, columns], Muon(
            rows, columns, 3, s_standard, isNesterov: false, scale: Math.Sqrt(Math.Max(1.0, (double)columns / rows)),
            preconditioning: MuonPreconditioning.Aol, isAdaptive: true));
    }

    [Fact]
    public void Tensors_that_are_not_matrices_step_with_AdamW_at_a_separate_rate()
    {
        Layout layout = [new("b", [20]), new("kernel", [2, 3, 4])];
        var (muon, adam) = (new PlainMuon(layout), new NesterovAdamW(44));
        float[] expected = Vectors.Uniform<float>(44, 1), parameters = [.. expected];
        for (int step = 0; step < 5; step++)
        {
            muon.Step(parameters, Vectors.Uniform<float>(44, 2 + step));
            adam.Step(expected, Vectors.Uniform<float>(44, 2 + step));
        }

        Bits.AssertSame<float>(expected, parameters);

        double[] slow = Vectors.Uniform<double>(44, 1), start = [.. slow];
        new AolMuon(layout).Step(slow, Vectors.Uniform<double>(44, 2));
        Assert.All(slow.Zip(start), pair => Assert.Equal(0.5 * 0.02, Math.Abs(pair.First - pair.Second), 1e-6));
    }

    private static readonly (double A, double B, double C) s_standard = (3.4445, -4.775, 2.0315);

    private static Layout Matrix(int rows, int columns) => Layout.Create([new("w", [rows, columns])]);

    /// <summary>Compares a few steps with a formula that gives what is subtracted from the parameters.</summary>
    private static void Follow(IGradientOptimizer<double> optimizer, int[] sizes, Func<int, double[], double[], double[]> formula)
    {
        double[] parameters = Vectors.Uniform<double>(sizes.Aggregate(1, (a, b) => a * b), 1), expected = [.. parameters];
        for (int step = 0; step < 4; step++)
        {
            var gradients = Vectors.Uniform<double>(parameters.Length, 2 + step);
            optimizer.Step(parameters, gradients);
            var moved = formula(step, gradients, expected);
            for (int i = 0; i < expected.Length; i++)
                expected[i] -= moved[i];
        }

        Assert.Equal(expected, parameters, (a, b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a)));
    }

    private static Func<int, double[], double[], double[]> Muon(
        int rows, int columns, int steps, (double A, double B, double C) ns, bool isNesterov, double scale, double decay = 0,
        MuonPreconditioning preconditioning = MuonPreconditioning.Frobenius, bool isAdaptive = false)
    {
        var mu = new double[rows * columns];
        bool isTall = rows > columns;
        return (step, update, parameters) =>
        {
            mu = [.. mu.Zip(update, (m, u) => (0.95 * m) + (0.05 * u))];
            double[] momentum = isNesterov
                ? [.. mu.Zip(update, (m, u) => (0.95 * m / (1 - Math.Pow(0.95, step + 2))) + (0.05 * u / (1 - Math.Pow(0.95, step + 1))))]
                : [.. mu.Select(m => m / (1 - Math.Pow(0.95, step + 1)))];
            double[] x = isTall ? Transpose(momentum, rows, columns) : momentum;
            var (few, many) = isTall ? (columns, rows) : (rows, columns);
            if (preconditioning == MuonPreconditioning.Frobenius)
                x = Times(x, 1 / (Norm(x) + 1e-8));
            for (int i = 0; i < steps; i++)
            {
                var gram = Product(x, Transpose(x, few, many), few, many, few);
                if (i == 0 && preconditioning != MuonPreconditioning.Frobenius)
                {
                    x = [.. x.Select((value, at) => value / Math.Sqrt(preconditioning == MuonPreconditioning.Schatten
                        ? Norm(gram)
                        : gram.Skip(at / many * few).Take(few).Sum(Math.Abs)))];
                    gram = Product(x, Transpose(x, few, many), few, many, few);
                }

                var square = Product(gram, gram, few, few, few);
                double[] b = [.. gram.Zip(square, (g, s) => (ns.B * g) + (ns.C * s))];
                x = [.. x.Zip(Product(b, x, few, few, many), (value, y) => (ns.A * value) + y)];
            }

            var direction = isTall ? Transpose(x, columns, rows) : x;
            double factor = isAdaptive ? scale * momentum.Zip(direction, (m, o) => m * o).Sum() : scale;
            return [.. direction.Zip(parameters, (o, p) => 0.02 * ((factor * o) + (decay * p)))];
        };
    }

    private static double[] Product(double[] a, double[] b, int rows, int inner, int columns)
    {
        var c = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                for (int j = 0; j < columns; j++)
                    c[(i * columns) + j] += a[(i * inner) + k] * b[(k * columns) + j];
            }
        }

        return c;
    }

    private static double[] Transpose(double[] a, int rows, int columns) =>
        [.. Enumerable.Range(0, a.Length).Select(at => a[(at % rows * columns) + (at / rows)])];

    private static double[] Times(double[] a, double factor) => [.. a.Select(value => value * factor)];

    private static double Norm(double[] a) => Math.Sqrt(a.Sum(value => value * value));

    private static double[] Mix(double[] average, double[] values, double decay) =>
        [.. values.Select((value, i) => ((average.Length == 0 ? 0 : average[i]) * decay) + ((1 - decay) * value))];

    /// <summary>For each element, the mean along an axis through it.</summary>
    private static double[] Mean(double[] values, int[] sizes, int axis)
    {
        int stride = sizes.Skip(axis + 1).Aggregate(1, (a, b) => a * b);
        return [.. values.Select((_, i) => Enumerable.Range(0, sizes[axis])
            .Average(k => values[i + ((k - Index(i, sizes, axis)) * stride)]))];
    }

    private static int Index(int element, int[] sizes, int axis) =>
        element / sizes.Skip(axis + 1).Aggregate(1, (a, b) => a * b) % sizes[axis];
}
