using System.Globalization;
using System.Numerics;

namespace SamFast.Generators.Tests.Gradients;

/// <summary>The losses of the library in differentiable methods.</summary>
public class LibraryLossTests
{
    private const int Parameters = 6;

    private static readonly Dictionary<string, string> _classes = (
        from title in LibraryLosses.All.Keys from end in LibraryLosses.Ends.Keys select (title + end, LibraryLosses.Class(title, end)))
        .ToDictionary(c => c.Item1, c => c.Item2);

    private static readonly Lazy<IReadOnlyDictionary<string, Compiled<double>>> _doubles = new(Compile<double>);
    private static readonly Lazy<IReadOnlyDictionary<string, Compiled<float>>> _singles = new(Compile<float>);

    public static TheoryData<string> Titles => [.. LibraryLosses.All.Keys];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Gradients_of_library_losses_equal_the_losses_own_pulled_back(string title)
    {
        Each<double>(title, (loss, data) => Compare(loss, data, 1e-13));
        Each<float>(title, (loss, data) => Compare(loss, data, 2e-5));

        void Compare<T>(Compiled<T> loss, Data<T> data, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var gradient = new T[Parameters];
            double value = double.CreateChecked(data.Gradient(loss, gradient));
            var slope = new T[data.N];
            double expected = LibraryLosses.Of<T>(title)(
                data.Predictions(), data.Y.AsSpan(0, data.N), data.K.AsSpan(0, data.N / data.Classes), data.Classes, slope, data.Reduction, data.Weights);
            Assert.Equal(expected, value, tolerance * (1 + Math.Abs(expected)));
            double[] pulled = data.Pulled(slope);
            for (int j = 0; j < Parameters; j++)
                Assert.Equal(pulled[j], double.CreateChecked(gradient[j]), tolerance * (1 + pulled.Max(Math.Abs)));
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Hessian_products_of_library_losses_equal_central_differences_of_gradients(string title) => Each<double>(title, (loss, data) =>
    {
        const double Distance = 1e-5;
        double[] product = new double[Parameters], above = new double[Parameters], below = new double[Parameters];
        data.Product(loss, data.U, product);
        data.Moved(Distance).Gradient(loss, above);
        data.Moved(-Distance).Gradient(loss, below);
        for (int j = 0; j < Parameters; j++)
        {
            double expected = (above[j] - below[j]) / (2 * Distance);
            Assert.Equal(expected, product[j], 2e-7 * (1 + product.Max(Math.Abs)));
        }
    });

    [Theory]
    [MemberData(nameof(Titles))]
    public void Hessian_products_of_library_losses_are_symmetric(string title)
    {
        Each<double>(title, (loss, data) => Compare(loss, data, 1e-12));
        Each<float>(title, (loss, data) => Compare(loss, data, 1e-4));

        static void Compare<T>(Compiled<T> loss, Data<T> data, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] ofU = new T[Parameters], ofV = new T[Parameters];
            data.Product(loss, data.U, ofU);
            data.Product(loss, data.V, ofV);
            double there = Dot(data.V, ofU), back = Dot(data.U, ofV);
            Assert.Equal(there, back, tolerance * (1 + Dot([.. data.V.Select(T.Abs)], [.. ofU.Select(T.Abs)])));
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Hessian_products_of_library_losses_in_single_precision_equal_those_in_double(string title)
    {
        foreach (string end in LibraryLosses.Ends.Keys)
        {
            foreach (var data in Data<float>.Of(title, end))
            {
                float[] single = new float[Parameters];
                double[] expected = new double[Parameters];
                data.Product(_singles.Value[title + end], data.U, single);
                var wide = data.As<double>();
                wide.Product(_doubles.Value[title + end], wide.U, expected);
                for (int j = 0; j < Parameters; j++)
                    Assert.Equal(expected[j], single[j], 1e-4 * (1 + expected.Max(Math.Abs)));
            }
        }
    }

    [Fact]
    public void Gradients_and_products_of_library_losses_allocate_nothing()
    {
        foreach (string title in LibraryLosses.All.Keys)
        {
            Each<double>(title, Count);
            Each<float>(title, Count);
        }

        static void Count<T>(Compiled<T> loss, Data<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var result = new T[Parameters];
            Call();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Call();
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

            void Call()
            {
                data.Gradient(loss, result);
                data.Product(loss, data.U, result);
            }
        }
    }

    [Theory]
    [InlineData("HuberLoss<Real>(z, y, slope, 0.75, Reduction.Sum)", "0.75 -0.75 0.5 2", "0 0 0 0", "0.75 -0.75 0.5 0.75", "1 1 1 0")]
    [InlineData("HingeLoss<Real>(z, y, slope, Reduction.Sum)", "1 -1 0.5 2", "1 -1 1 1", "0 0 -1 0", "0 0 0 0")]
    [InlineData("PerceptronLoss<Real>(z, y, slope, Reduction.Sum)", "0 0 0.5 -2", "1 -1 1 1", "-1 1 0 -1", "0 0 0 0")]
    [InlineData("LogCosh<Real>(z, y, slope, Reduction.Sum)", "0 1000 -1000 0", "0 0 0 0", "0 1 -1 0", "1 0 0 1")]
    [InlineData("SigmoidFocalLoss<Real>(z, y, slope, 2, null, Reduction.Sum)", "1000 -1000 1000 -1000", "1 0 0 1", "0 0 1 -1", "0 0 0 0")]
    [InlineData("CosineSimilarity<Real>(z, y, 4, slope)", "0 0 0 0", "1 2 3 4", "0 0 0 0", "0 0 0 0")]
    [InlineData("CosineSimilarity<Real>(z, y, 4, slope, 4)", "1 0 0 0", "0 1 0 0", "0 0.25 0 0", "0 0 0 0")]
    [InlineData("CosineDistance<Real>(z, y, 2, slope, 0, Reduction.Sum)", "0.25 0 4 0", "0 1.3407807929942597e154 0 7.458340731200207e-155", "0 -4 0 -0.25", "16 16 0.0625 0.0625")]
    [InlineData("SoftmaxCrossEntropy<Real>(z, y, 4, slope)", "1000 0 0 0", "1 0 0 0", "0 0 0 0", "0 0 0 0")]
    public void Derivatives_of_library_losses_at_corners_and_far_out_are_those_documented(
        string call, string point, string targets, string gradient, string product)
    {
        var loss = Single(
            $"Span<Real> z = stackalloc Real[4], slope = stackalloc Real[4]; p.CopyTo(z); return Losses.{call};");
        double[] actual = new double[4], bent = new double[4];
        loss.Gradient(Numbers(point), default, Numbers(targets), default, 4, 0, actual);
        loss.Product(Numbers(point), default, Numbers(targets), default, 4, 0, [1, 1, 1, 1], bent);
        Assert.Equal(Numbers(gradient), actual);
        Assert.Equal(Numbers(product), bent);

        static double[] Numbers(string text) => [.. text.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void A_loss_of_each_row_of_a_loop_keeps_the_gradients_of_all_rows()
    {
        var loss = Single(
            """
            Span<Real> z = stackalloc Real[2], slope = stackalloc Real[2];
            Real sum = 0;
            for (int i = 0; i < n; i++)
            {
                z[0] = p[0] * x[i];
                z[1] = p[1] * p[0];
                sum += Losses.SoftmaxCrossEntropyWithIntegerLabels<Real>(z, k.Slice(i, 1), 2, slope) * p[1];
            }

            return sum;
            """);
        double[] p = [0.5, -0.25], x = [1, -2, 3], gradient = new double[2], product = new double[2], above = new double[2], below = new double[2];
        int[] k = [0, 1, 1];
        loss.Gradient(p, x, default, k, 3, 0, gradient);
        loss.Product(p, x, default, k, 3, 0, [1, 2], product);
        for (int j = 0; j < 2; j++)
        {
            double[] up = [.. p], down = [.. p];
            up[j] += 1e-5;
            down[j] -= 1e-5;
            Assert.Equal((loss.Value(up, x, default, k, 3, 0) - loss.Value(down, x, default, k, 3, 0)) / 2e-5, gradient[j], 1e-8);
        }

        loss.Gradient([p[0] + 1e-5, p[1] + 2e-5], x, default, k, 3, 0, above);
        loss.Gradient([p[0] - 1e-5, p[1] - 2e-5], x, default, k, 3, 0, below);
        for (int j = 0; j < 2; j++)
            Assert.Equal((above[j] - below[j]) / 2e-5, product[j], 1e-8);
    }

    private static Compiled<double> Single(string body)
    {
        var batch = LossCompiler.Reals<double>(new Dictionary<string, string> { ["Subject"] = Corpus.Class("Subject", "", body) }, new());
        Assert.Empty(batch.Refusals);
        Assert.Empty(batch.Faults);
        return batch.Losses["Subject"];
    }

    private static IReadOnlyDictionary<string, Compiled<T>> Compile<T>()
    {
        var batch = LossCompiler.Reals<T>(_classes, new());
        Assert.Empty(batch.Refusals);
        Assert.Empty(batch.Faults);
        return batch.Losses;
    }

    private static void Each<T>(string title, Action<Compiled<T>, Data<T>> check) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (string end in LibraryLosses.Ends.Keys)
        {
            var loss = typeof(T) == typeof(double) ? (Compiled<T>)(object)_doubles.Value[title + end] : (Compiled<T>)(object)_singles.Value[title + end];
            foreach (var data in Data<T>.Of(title, end))
                check(loss, data);
        }
    }

    private static double Dot<T>(T[] a, T[] b) where T : INumber<T> => a.Zip(b, (x, y) => double.CreateChecked(x) * double.CreateChecked(y)).Sum();

    /// <summary>Arguments of a loss, and two directions.</summary>
    private sealed record Data<T>(T[] P, T[] X, T[] Y, int[] K, int N, T[] U, T[] V, Reduction Reduction, int Examples, bool IsWeighted)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public int Classes => K[N];

        public ReadOnlySpan<T> Weights => IsWeighted ? Y.AsSpan(N, Examples) : default;

        /// <summary>Rows of 5, whose elements do not fill a vector, and rows of 37, which fill several.</summary>
        public static IEnumerable<Data<T>> Of(string title, string end)
        {
            foreach (var (n, classes) in ((int, int)[])[(35, 5), (74, 37)])
            {
                var random = new Random(n);
                double Any() => (2 * random.NextDouble()) - 1;
                T[] Array(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((float)next()))];
                var kind = LibraryLosses.All[title].Kind;
                var targets = Array(n, () => Target(kind, random.NextDouble()));
                // One example has no weight.
                var weights = Array(n, () => 2 * random.NextDouble());
                weights[1] = T.Zero;
                yield return new(
                    Array(Parameters, Any), Array(n * Parameters, Any), [.. targets, .. weights],
                    [.. Enumerable.Range(0, n).Select(_ => random.Next(classes)), classes], n, Array(Parameters, Any), Array(Parameters, Any),
                    end.EndsWith("Sum", StringComparison.Ordinal) ? Reduction.Sum : Reduction.Mean, LibraryLosses.HasRows(title) ? n / classes : n,
                    end.StartsWith("Weighted", StringComparison.Ordinal));
            }
        }

        public T Gradient(Compiled<T> loss, Span<T> gradient) => loss.Gradient(P, X, Y, K, N, T.Zero, gradient);

        public void Product(Compiled<T> loss, T[] direction, Span<T> product) => loss.Product(P, X, Y, K, N, T.Zero, direction, product);

        public Data<T> Moved(double distance) => this with { P = [.. P.Zip(U, (p, u) => p + (T.CreateChecked(distance) * u))] };

        public Data<TOther> As<TOther>() where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther>
        {
            static TOther[] Convert(T[] numbers) => [.. numbers.Select(TOther.CreateChecked)];
            return new(Convert(P), Convert(X), Convert(Y), K, N, Convert(U), Convert(V), Reduction, Examples, IsWeighted);
        }

        public T[] Predictions()
        {
            var z = new T[N];
            for (int i = 0; i < N; i++)
            {
                z[i] = P[0] * P[1];
                for (int j = 0; j < Parameters; j++)
                    z[i] += P[j] * X[(i * Parameters) + j];
            }

            return z;
        }

        /// <summary>The derivative with respect to the parameters, from that with respect to the predictions.</summary>
        public double[] Pulled(T[] slope)
        {
            double[] result = new double[Parameters];
            for (int i = 0; i < N; i++)
            {
                double s = double.CreateChecked(slope[i]);
                for (int j = 0; j < Parameters; j++)
                    result[j] += s * double.CreateChecked(X[(i * Parameters) + j]);
                result[0] += s * double.CreateChecked(P[1]);
                result[1] += s * double.CreateChecked(P[0]);
            }

            return result;
        }

        private static double Target(LibraryLosses.Kind kind, double x) => kind switch
        {
            LibraryLosses.Kind.Sign => x < 0.5 ? -1 : 1,
            LibraryLosses.Kind.Binary => x < 0.5 ? 0 : 1,
            LibraryLosses.Kind.Unit => x,
            LibraryLosses.Kind.Logarithm => Math.Log(x),
            _ => (4 * x) - 2,
        };
    }
}
