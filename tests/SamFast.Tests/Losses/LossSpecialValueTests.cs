using System.Numerics;

namespace SamFast.Tests;

public class LossSpecialValueTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly double[] s_labels = [0, 1];

    [Theory]
    [InlineData(Infinity, 1, 0, 0)]
    [InlineData(-Infinity, 0, 0, 0)]
    [InlineData(Infinity, 0, Infinity, 1)]
    [InlineData(-Infinity, 1, Infinity, -1)]
    [InlineData(1e30, 0, 1e30, 1)]
    [InlineData(-1e30, 1, 1e30, -1)]
    [InlineData(Infinity, 0.25, Infinity, 0.75)]
    public void Large_and_infinite_logits_have_the_limits_of_the_cross_entropy(
        double logit, double label, double value, double slope)
    {
        AssertLoss<float>(Losses.SigmoidBinaryCrossEntropy, logit, label, value, slope);
        AssertLoss<double>(Losses.SigmoidBinaryCrossEntropy, logit, label, value, slope);
        AssertLoss<double>((x, y, g, r, w) => Losses.SigmoidFocalLoss(x, y, g, 2, 0.5, r, w), logit, label,
            label == 0.25 ? Infinity : value / 2, label == 0.25 ? 0.5 * 0.75 * 0.75 * 0.75 : slope / 2);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(90)]
    [InlineData(600)]
    public void A_sure_and_right_logit_keeps_the_relative_accuracy_of_its_tiny_loss(double logit)
    {
        double expected = Math.Exp(-logit);
        double[] slope = new double[1];
        double value = Losses.SigmoidBinaryCrossEntropy([logit], [1.0], slope);
        Assert.Equal(1, value / expected, 12);
        Assert.Equal(-1, slope[0] / expected, 12);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-9)]
    [InlineData(1e-150)]
    public void Tiny_errors_keep_the_relative_accuracy_of_log_cosh(double error)
    {
        double[] slope = new double[1];
        double value = Losses.LogCosh([error], [0.0], slope);
        Assert.Equal(1, value / (error * error / 2 * (1 - error * error / 6)), 12);
        Assert.Equal(1, slope[0] / Math.Tanh(error), 12);
    }

    [Theory]
    [InlineData(-1e30)]
    [InlineData(-1000)]
    [InlineData(1000)]
    [InlineData(Infinity)]
    public void Large_errors_of_log_cosh_are_linear(double error)
    {
        AssertLoss<float>(Losses.LogCosh, error, 0, (double)(float)(Math.Abs(error) - Math.Log(2)), Math.Sign(error));
        AssertLoss<double>(Losses.LogCosh, error, 0, Math.Abs(error) - Math.Log(2), Math.Sign(error));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(Infinity)]
    [InlineData(-1e30)]
    public void The_slope_at_an_element_does_not_depend_on_the_others(double special)
    {
        foreach (var loss in LossCase.All.Where(loss => loss.Row == 1))
        {
            const int Where = 3;
            var (predictions, targets) = loss.Example<double>(19, seed: 1);
            double[] expected = new double[19], actual = new double[19];
            loss.Double(predictions, targets, expected, Reduction.Sum, default);
            predictions[Where] = special;
            loss.Double(predictions, targets, actual, Reduction.Sum, default);
            actual[Where] = expected[Where];
            Bits.AssertSame<double>(expected, actual, loss.Name);
        }
    }

    [Fact]
    public void Huber_is_linear_to_infinity() =>
        AssertLoss<float>((x, y, g, r, w) => Losses.HuberLoss(x, y, g, 2, r, w), -Infinity, 0, Infinity, -2);

    [Fact]
    public void At_the_kinks_hinge_is_flat_and_the_perceptron_learns()
    {
        AssertLoss<double>(Losses.HingeLoss, -1, -1, 0, 0);
        AssertLoss<double>(Losses.PerceptronLoss, 0, -1, 0, 1);
        AssertLoss<double>(Losses.PerceptronLoss, 0, 1, 0, -1);
    }

    [Fact]
    public void Softmax_does_not_overflow()
    {
        float[] slope = new float[3];
        double value = Losses.SoftmaxCrossEntropy([3e38f, -3e38f, 0], [0, 1, 0], 3, slope);
        Assert.Equal(Infinity, value);
        Assert.Equal([1f, -1f, 0f], slope);
        value = Losses.SoftmaxCrossEntropyWithIntegerLabels([1000f, -1000f, 0], [1], 3, slope);
        Assert.Equal(2000, value, 1e-6);
        Assert.Equal([1f, -1f, 0f], slope);
    }

    [Fact]
    public void A_logit_of_minus_infinity_leaves_its_class_out()
    {
        double[] slope = new double[3];
        double value = Losses.SoftmaxCrossEntropy([0, double.NegativeInfinity, 0], [1.0, 0, 0], 3, slope);
        Assert.Equal(Math.Log(2), value, 15);
        Assert.Equal([-0.5, 0, 0.5], slope);
        Assert.Equal(Math.Log(2), Losses.SoftmaxCrossEntropyWithIntegerLabels([0, double.NegativeInfinity, 0], [2], 3, slope), 15);
        Assert.Equal([0.5, 0, -0.5], slope);
        Assert.Equal(Infinity, Losses.SoftmaxCrossEntropyWithIntegerLabels([0, double.NegativeInfinity, 0], [1], 3, slope));
    }

    [Theory]
    [InlineData(Infinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_row_whose_largest_logit_is_infinite_is_NaN_and_the_others_are_not(double top)
    {
        double[] slope = new double[4];
        Assert.True(double.IsNaN(Losses.SoftmaxCrossEntropyWithIntegerLabels([1, 2, double.NegativeInfinity, top], [0, 1], 2, slope)));
        Assert.False(double.IsNaN(slope[0]) || double.IsNaN(slope[1]));
        Assert.True(double.IsNaN(slope[3]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(5000)]
    public void Integer_labels_are_one_hot_labels(int classes)
    {
        const int Rows = 6;
        var logits = Vectors.Uniform<float>(Rows * classes, seed: classes);
        int[] labels = [.. Enumerable.Range(0, Rows).Select(row => row * 31 % classes)];
        float[] hot = new float[logits.Length], dense = new float[logits.Length], sparse = new float[logits.Length];
        for (int row = 0; row < Rows; row++)
            hot[(row * classes) + labels[row]] = 1;
        double expected = Losses.SoftmaxCrossEntropy(logits, hot, classes, dense);
        double value = Losses.SoftmaxCrossEntropyWithIntegerLabels(logits, labels, classes, sparse);
        Assert.Equal(expected, value, 1e-6 * expected);
        Assert.All(sparse.Zip(dense), pair => Assert.Equal(pair.Second, pair.First, 1e-7f));
        double inPlace = Losses.SoftmaxCrossEntropyWithIntegerLabels(logits, labels, classes, logits);
        Assert.Equal(value, inPlace);
        Bits.AssertSame<float>(sparse, logits);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MinValue)]
    public void A_label_that_is_no_class_is_refused_before_anything_is_written(int label)
    {
        float[] slope = new float[6];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            Losses.SoftmaxCrossEntropyWithIntegerLabels([1f, 2, 3, 4, 5, 6], [0, label], 3, slope));
        Assert.Equal("labels", error.ParamName);
        Assert.Contains($"The label of row 1 is {label}, but with 3 classes they go from 0 to 2", error.Message);
        Assert.All(slope, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Wrong_shapes_and_parameters_are_refused_by_name()
    {
        float[] six = new float[6], slope = new float[6];
        Assert.Equal("classes", LossTests.Refused(() => Losses.SoftmaxCrossEntropy(six, six, 0, slope)));
        Assert.Equal("logits", LossTests.Refused(() => Losses.SoftmaxCrossEntropy(six, six, 4, slope)));
        Assert.Equal("labels", LossTests.Refused(() => Losses.SoftmaxCrossEntropyWithIntegerLabels(six, [1], 3, slope)));
        Assert.Equal("dimensions", LossTests.Refused(() => Losses.CosineDistance(six, new float[6], -1, slope)));
        Assert.Equal("epsilon", LossTests.Refused(() => Losses.CosineSimilarity(six, six, 3, slope, epsilon: -1)));
        Assert.Equal("delta", LossTests.Refused(() => Losses.HuberLoss(six, six, slope, delta: 0)));
        Assert.Equal("gamma", LossTests.Refused(() => Losses.SigmoidFocalLoss(six, six, slope, gamma: double.NaN)));
        Assert.Equal("alpha", LossTests.Refused(() => Losses.SigmoidFocalLoss(six, six, slope, alpha: 1.5)));
        Assert.Equal("epsilon", LossTests.Refused(() => Losses.PolyLossCrossEntropy(six, six, 3, slope, epsilon: Infinity)));
    }

    [Fact]
    public void A_zero_vector_has_cosine_0_and_no_slope()
    {
        double[] slope = new double[4];
        Assert.Equal(0, Losses.CosineSimilarity([0.0, 0, 1, 2], [1.0, 2, 0, 0], 2, slope));
        Assert.Equal([0.0, 0, 0, 0], slope);
        Assert.Equal(1, Losses.CosineDistance([0.0, 0], [1.0, 2], 2, slope.AsSpan(0, 2)));
    }

    [Fact]
    public void Epsilon_stands_for_smaller_squared_norms()
    {
        double[] slope = new double[2];
        Assert.Equal(0.1 * 2 / (0.5 * 2), Losses.CosineSimilarity([0.1, 0], [2.0, 0], 2, slope, epsilon: 0.25), 15);
        Assert.Equal(2, slope[0], 15);
    }

    [Fact]
    public void A_target_of_probability_0_contributes_nothing_to_the_divergence()
    {
        double[] slope = new double[2];
        Assert.Equal(0, Losses.KlDivergence([0, double.NegativeInfinity], [1.0, 0], 2, slope));
        Assert.Equal([-1.0, 0], slope);
        Assert.Equal(0, Losses.KlDivergenceWithLogTargets([0, double.NegativeInfinity], [0, double.NegativeInfinity], 2, slope));
        Assert.Equal([-1.0, 0], slope);
        Assert.Equal(Infinity, Losses.KlDivergence([0, double.NegativeInfinity], [0.5, 0.5], 2, slope));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(1)]
    public void Smoothed_labels_share_alpha_among_the_classes(double alpha)
    {
        var labels = new Guarded<double>([.. Enumerable.Range(0, 33).Select(i => i % 11 == 4 ? 1.0 : 0)], 3);
        double[] expected = [.. labels.Span.ToArray().Select(y => (1 - alpha) * y + alpha / 11)];
        Losses.SmoothLabels<double>(labels.Span, 11, alpha, labels.Span);
        Assert.Equal(expected, labels.Span.ToArray());
        labels.AssertGuardsIntact();
        Assert.Equal("alpha", Assert.ThrowsAny<ArgumentException>(() => Losses.SmoothLabels(expected, 11, 1.1, expected)).ParamName);
        Assert.Equal("destination", Assert.ThrowsAny<ArgumentException>(() =>
            Losses.SmoothLabels<double>(expected.AsSpan(0, 22), 11, 0.1, expected.AsSpan(11, 22))).ParamName);
        Assert.Equal("destination", Assert.ThrowsAny<ArgumentException>(() =>
            Losses.SmoothLabels<double>(expected, 11, 0.1, expected.AsSpan(11))).ParamName);
    }

    [Fact]
    public void Cross_entropy_of_smoothed_labels_is_that_of_the_formula()
    {
        double[] labels = new double[s_labels.Length], slope = new double[2];
        Losses.SmoothLabels<double>(s_labels, 2, 0.2, labels);
        double value = Losses.SoftmaxCrossEntropy([1.0, 3], labels, 2, slope);
        Assert.Equal(ScalarLosses.CrossEntropy([1, 3], [0.1, 0.9]), value, 15);
    }

    private static void AssertLoss<T>(Runner<T> loss, double prediction, double target, double value, double slope)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] gradient = new T[1];
        double got = loss([T.CreateChecked(prediction)], [T.CreateChecked(target)], gradient, Reduction.Mean, default);
        Assert.Equal(double.CreateChecked(T.CreateChecked(value)), got, 1e-6 * Math.Min(Math.Abs(value), 1e300));
        Assert.Equal(slope, double.CreateChecked(gradient[0]), 1e-6);
    }
}
