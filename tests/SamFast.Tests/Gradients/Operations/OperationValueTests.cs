using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SamFast.Tests;

/// <summary>Values of the operations against loops as one would write them.</summary>
public class OperationValueTests
{
    private static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    [Fact]
    public void Matrix_products_have_the_bits_of_a_loop_in_the_order_of_the_summands()
    {
        Compare<float>();
        Compare<double>();

        static void Compare<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            foreach (var (m, k, n) in new[] { (1, 1, 1), (5, 3, 2), (6, 7, 16), (7, 300, 33), (130, 17, 70), (64, 64, 64), (3, 5, 1100), (200, 9, 1) })
            {
                T[] a = Uniform<T>(m * k, 1), b = Uniform<T>(k * n, 2), c = new T[m * n];
                T[] aT = Transpose(a, m, k), bT = Transpose(b, k, n), expected = Product(a, b, m, k, n);
                Dense.MatMul<T>(a, b, m, k, n, c);
                Assert.Equal(expected, c);
                c.AsSpan().Fill(T.NaN);
                Dense.MatMulNT<T>(a, bT, m, k, n, c);
                Assert.Equal(expected, c);
                c.AsSpan().Fill(T.NaN);
                Dense.MatMulTN<T>(aT, b, m, k, n, c);
                Assert.Equal(expected, c);
                T[] twice = [.. a, .. a], factors = [.. b, .. b], both = new T[2 * m * n];
                Dense.BatchMatMul<T>(twice, factors, 2, m, k, n, both);
                Assert.Equal([.. expected, .. expected], both);
            }
        }
    }

    [Fact]
    public void Convolutions_equal_loops()
    {
        foreach (var (windows, filters) in OperationCatalog.Convolved)
        {
            double[] images = Uniform<double>(windows.ImagesLength, 3), kernel = Uniform<double>(windows.WindowLength * filters, 4);
            var expected = new double[windows.Windows * filters];
            ForEach(windows, (window, element, place) =>
            {
                for (int f = 0; f < filters; f++)
                    expected[(window * filters) + f] += images[place] * kernel[(element * filters) + f];
            });
            var actual = new double[expected.Length];
            Convolutions.Convolve<double>(images, kernel, windows, filters, actual);
            AssertClose(expected, actual, 1e-12);
        }
    }

    [Fact]
    public void Poolings_equal_loops()
    {
        foreach (var (windows, _) in OperationCatalog.Convolved)
        {
            double[] images = Uniform<double>(windows.ImagesLength, 5);
            var largest = new double[windows.Windows * windows.Channels];
            var mean = new double[largest.Length];
            Array.Fill(largest, double.NegativeInfinity);
            ForEach(windows, (window, element, place) =>
            {
                int output = (window * windows.Channels) + (element % windows.Channels);
                largest[output] = Math.Max(largest[output], images[place]);
                mean[output] += images[place] / (windows.WindowHeight * windows.WindowWidth);
            });
            var actual = new double[largest.Length];
            Pooling.Max<double>(images, windows, actual);
            Assert.Equal(largest, actual);
            Pooling.Average<double>(images, windows, actual);
            AssertClose(mean, actual, 1e-13);
        }
    }

    [Fact]
    public void Rows_are_normalized_as_by_loops()
    {
        const int Rows = 3, Columns = 37;
        double[] x = Uniform<double>(Rows * Columns, 6), gain = Uniform<double>(Columns, 7), bias = Uniform<double>(Columns, 8);
        double[] softmax = new double[x.Length], logarithms = new double[x.Length], normal = new double[x.Length];
        Normalizations.Softmax<double>(x, Rows, Columns, softmax);
        Normalizations.LogSoftmax<double>(x, Rows, Columns, logarithms);
        Normalizations.LayerNorm<double>(x, gain, bias, Rows, Columns, 1e-6, normal);
        for (int i = 0; i < Rows; i++)
        {
            double[] row = x[(i * Columns)..((i + 1) * Columns)];
            double sum = row.Sum(Math.Exp), mean = row.Average(), variance = row.Average(value => (value - mean) * (value - mean));
            AssertClose([.. row.Select(value => Math.Exp(value) / sum)], softmax[(i * Columns)..((i + 1) * Columns)], 1e-14);
            AssertClose([.. row.Select(value => value - Math.Log(sum))], logarithms[(i * Columns)..((i + 1) * Columns)], 1e-14);
            double[] expected = [.. row.Select((value, j) => (gain[j] * (value - mean) / Math.Sqrt(variance + 1e-6)) + bias[j])];
            AssertClose(expected, normal[(i * Columns)..((i + 1) * Columns)], 1e-13);
        }
    }

    [Fact]
    public void A_softmax_of_large_logits_does_not_overflow()
    {
        float[] x = [3e38f, 3e38f, float.NegativeInfinity, -3e38f], y = new float[4];
        Normalizations.Softmax<float>(x, 1, 4, y);
        Assert.Equal([0.5f, 0.5f, 0, 0], y);
    }

    [Fact]
    public void A_factor_times_its_transpose_is_the_matrix_and_a_solution_solves()
    {
        const int Size = 9, Sides = 4;
        double[] root = Uniform<double>(Size * Size, 9), a = Product(root, Transpose(root, Size, Size), Size, Size, Size);
        double[] b = Uniform<double>(Size * Sides, 10), factor = new double[a.Length], x = new double[b.Length];
        Cholesky.Factor<double>(a, Size, factor);
        AssertClose(a, Product(factor, Transpose(factor, Size, Size), Size, Size, Size), 1e-12);
        Cholesky.Solve<double>(factor, b, Size, Sides, x);
        AssertClose(b, Product(a, x, Size, Size, Sides), 1e-8);
        double expected = Enumerable.Range(0, Size).Sum(i => 2 * Math.Log(factor[(i * Size) + i]));
        Assert.Equal(expected, Cholesky.LogDeterminant<double>(factor, Size), 1e-12);
    }

    [Fact]
    public void The_factor_of_an_indefinite_matrix_is_NaN()
    {
        double[] factor = new double[4];
        Cholesky.Factor<double>([1, 2, 2, 1], 2, factor);
        Assert.All(factor, value => Assert.Equal(double.NaN, value));
    }

    internal static T[] Uniform<T>(int length, int seed) where T : INumberBase<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating((2 * random.NextDouble()) - 1))];
    }

    private static T[] Product<T>(T[] a, T[] b, int m, int k, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var c = new T[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int l = 0; l < k; l++)
            {
                for (int j = 0; j < n; j++)
                {
                    var (x, y) = (a[(i * k) + l], b[(l * n) + j]);
                    c[(i * n) + j] = HasFusedMultiplyAdd ? T.FusedMultiplyAdd(x, y, c[(i * n) + j]) : (x * y) + c[(i * n) + j];
                }
            }
        }

        return c;
    }

    private static T[] Transpose<T>(T[] a, int rows, int columns) =>
        [.. Enumerable.Range(0, a.Length).Select(i => a[(i % rows * columns) + (i / rows)])];

    /// <summary>Calls an action for each element of each window that is in the image.</summary>
    private static void ForEach(ImageWindows windows, Action<int, int, int> action)
    {
        var (images, height, width, channels, windowHeight, windowWidth, stride, padding) = windows;
        int window = 0;
        for (int n = 0; n < images; n++)
        {
            for (int top = -padding; top + windowHeight <= height + padding; top += stride)
            {
                for (int left = -padding; left + windowWidth <= width + padding; left += stride, window++)
                {
                    for (int element = 0; element < windows.WindowLength; element++)
                    {
                        int channel = element % channels, x = left + (element / channels % windowWidth);
                        int y = top + (element / channels / windowWidth);
                        if (x >= 0 && x < width && y >= 0 && y < height)
                            action(window, element, (((((n * height) + y) * width) + x) * channels) + channel);
                    }
                }
            }
        }

        Assert.Equal(windows.Windows, window);
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (x, y) in expected.Zip(actual))
            Assert.True(Math.Abs(x - y) <= tolerance * (1 + Math.Abs(x)), $"{x:R} expected, but {y:R}");
    }
}
