namespace SamFast.Tests.Shapes;

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
}
