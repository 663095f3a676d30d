using System.Numerics;

namespace SamFast.Tests.Transforms.WholeTensors;

/// <summary>Transforms of whole tensors whose squares are beyond the range of the type, and layouts with outputs
/// first.</summary>
public class MagnitudeTests
{
    private const int Rows = 6, Columns = 9;

    [Theory, InlineData(1e25f), InlineData(1e-25f), InlineData(1e37f), InlineData(1e-36f)]
    public void The_direction_of_Muon_does_not_depend_on_the_length_of_the_gradient(float factor)
    {
        foreach (var make in (Func<Layout, IGradientOptimizer<float>>[])
            [layout => new BareMuon(layout), layout => new LargeAolMuon(layout), layout => new LargeSchattenMuon(layout)])
        {
            // The other ways to scale a matrix add ε to sums of its products.
            if (factor < 1 && make(Matrix()) is not BareMuon)
                continue;
            float[] gradient = Vectors.Uniform<float>(Rows * Columns, 4), plain = new float[gradient.Length], scaled = new float[gradient.Length];
            make(Matrix()).Step(plain, gradient);
            make(Matrix()).Step(scaled, [.. gradient.Select(g => factor * g)]);
            AssertClose<float>(plain, scaled, 1e-4);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_factor_of_Muon_is_outputs_by_inputs_whichever_comes_first(bool outputsFirst)
    {
        foreach (var (rows, columns) in ((int, int)[])[(6, 9), (9, 6), (16, 4), (4, 16), (5, 5)])
        {
            double[] gradient = Vectors.Uniform<double>(rows * columns, 4), update = new double[gradient.Length], plain = new double[gradient.Length];
            Layout layout = [new("w", [rows, columns]) { OutputsFirst = outputsFirst }];
            new FactorMuon(layout).Step(update, gradient);

            // A square has no factor: the same matrix with rows and columns of zeros.
            int side = Math.Max(rows, columns);
            double[] padded = new double[side * side], square = new double[side * side];
            for (int i = 0; i < rows; i++)
                gradient.AsSpan(i * columns, columns).CopyTo(padded.AsSpan(i * side));
            new FactorMuon([new("w", [side, side])]).Step(square, padded);
            for (int i = 0; i < rows; i++)
                square.AsSpan(i * side, columns).CopyTo(plain.AsSpan(i * columns));
            double factor = Math.Sqrt(Math.Max(1, outputsFirst ? (double)rows / columns : (double)columns / rows));
            AssertClose<double>([.. plain.Select(p => factor * p)], update, 1e-9);
        }
    }

    [Theory, InlineData(1e25f), InlineData(1e37f)]
    public void Adaptive_clipping_limits_a_unit_to_the_same_fraction_of_its_parameters_for_any_gradient(float factor)
    {
        foreach (var layout in (Layout[])[[new("v", [Rows * Columns])], Matrix(), [new("w", [Rows, Columns]) { OutputsFirst = true }]])
        {
            float[] start = Vectors.Uniform<float>(Rows * Columns, 3), gradient = Vectors.Uniform<float>(start.Length, 4);
            float[] plain = [.. start], scaled = [.. start];
            new BareUnitClip(layout).Step(plain, [.. gradient.Select(g => 1e3f * g)]);
            new BareUnitClip(layout).Step(scaled, [.. gradient.Select(g => factor * g)]);
            AssertClose<float>(plain, scaled, 1e-5);
        }
    }

    [Fact]
    public void Large_parameters_clip_nothing_that_is_small_beside_them()
    {
        float[] start = [.. Enumerable.Repeat(1e25f, Rows * Columns)], gradient = [.. Enumerable.Repeat(1e20f, start.Length)], parameters = [.. start];
        new BareUnitClip(Matrix()).Step(parameters, gradient);
        AssertClose<float>([.. start.Zip(gradient, (p, g) => p - g)], parameters, 1e-6);
    }

    [Fact]
    public void With_outputs_first_a_unit_is_a_row()
    {
        float[] start = Vectors.Uniform<float>(Rows * Columns, 3), gradient = Vectors.Uniform<float>(start.Length, 4), whole = [.. start];
        new BareUnitClip([new("w", [Rows, Columns]) { OutputsFirst = true }]).Step(whole, gradient);
        for (int row = 0; row < Rows; row++)
        {
            float[] alone = start.AsSpan(row * Columns, Columns).ToArray();
            new BareUnitClip([new("v", [Columns])]).Step(alone, gradient.AsSpan(row * Columns, Columns));
            Bits.AssertSame<float>(alone, whole.AsSpan(row * Columns, Columns));
        }
    }

    private static Layout Matrix() => [new("w", [Rows, Columns])];

    private static void AssertClose<T>(T[] expected, T[] actual, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double largest = expected.Max(x => Math.Abs(double.CreateChecked(x)));
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(actual[i]), tolerance * largest);
    }
}
