using System.Numerics;

namespace SamFast.Tests;

public class LossTests
{
    private static readonly int[] s_examples = [1, 2, 7, 15, 16, 17, 33, 100, 4095, 4096, 4097, 9001];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, LossCase.All.Count)];

    [Theory, MemberData(nameof(Cases))]
    public void Every_loss_and_gradient_agrees_with_its_scalar_transcription_in_float(int number) =>
        CompareWithTranscription<float>(LossCase.All[number], 64 * 1.2e-7);

    [Theory, MemberData(nameof(Cases))]
    public void Every_loss_and_gradient_agrees_with_its_scalar_transcription_in_double(int number) =>
        CompareWithTranscription<double>(LossCase.All[number], 256 * 2.3e-16);

    [Theory, MemberData(nameof(Cases))]
    public void Every_gradient_is_the_central_difference_of_the_loss(int number)
    {
        const double H = 1e-5;
        var loss = LossCase.All[number];
        var (predictions, targets) = loss.Example<double>(3, seed: number);
        var gradient = new double[predictions.Length];
        var unused = new double[predictions.Length];
        loss.Double(predictions, targets, gradient, Reduction.Mean, default);
        for (int i = 0; i < predictions.Length; i++)
        {
            double at = predictions[i];
            predictions[i] = at + H;
            double above = loss.Double(predictions, targets, unused, Reduction.Mean, default);
            predictions[i] = at - H;
            double below = loss.Double(predictions, targets, unused, Reduction.Mean, default);
            predictions[i] = at;
            Assert.True(Math.Abs((above - below) / (2 * H) - gradient[i]) < 1e-8, $"{loss}, element {i}");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_mean_is_the_sum_divided_by_the_number_of_examples(int number)
    {
        var loss = LossCase.All[number];
        var (predictions, targets) = loss.Example<double>(8, seed: 1);
        var mean = new double[predictions.Length];
        var sum = new double[predictions.Length];
        double meanValue = loss.Double(predictions, targets, mean, Reduction.Mean, default);
        double sumValue = loss.Double(predictions, targets, sum, Reduction.Sum, default);
        Assert.Equal(sumValue / 8, meanValue, 14);
        for (int i = 0; i < mean.Length; i++)
            Assert.Equal(sum[i] / 8, mean[i], 14);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_weight_is_a_factor_of_its_examples_part(int number)
    {
        var loss = LossCase.All[number];
        const int Examples = 21;
        var (predictions, targets) = loss.Example<double>(Examples, seed: 2);
        double[] weights = [.. Enumerable.Range(0, Examples).Select(i => 0.25 * (i % 5))];
        var gradient = new double[predictions.Length];
        double value = loss.Double(predictions, targets, gradient, Reduction.Sum, weights);
        double expected = 0;
        var alone = new double[loss.Row];
        for (int i = 0; i < Examples; i++)
        {
            var part = new Range(i * loss.Row, (i + 1) * loss.Row);
            expected += weights[i] * loss.Double(predictions[part], targets[part], alone, Reduction.Sum, default);
            for (int k = 0; k < loss.Row; k++)
                Assert.Equal(weights[i] * alone[k], gradient[(i * loss.Row) + k], 14);
        }

        Assert.Equal(expected, value, 12);
    }

    [Theory, MemberData(nameof(Cases))]
    public void An_example_of_weight_0_has_no_effect(int number)
    {
        var loss = LossCase.All[number];
        var (predictions, targets) = loss.Example<double>(9, seed: 3);
        predictions.AsSpan(4 * loss.Row, loss.Row).Fill(double.NaN);
        double[] weights = [1, 1, 1, 1, 0, 1, 1, 1, 1];
        var gradient = new double[predictions.Length];
        Assert.True(double.IsFinite(loss.Double(predictions, targets, gradient, Reduction.Mean, weights)));
        Assert.All(gradient, slope => Assert.True(double.IsFinite(slope)));
        Assert.All(gradient[(4 * loss.Row)..(5 * loss.Row)], slope => Assert.Equal(0, slope));
    }

    [Theory, MemberData(nameof(Cases))]
    public void NaN_in_a_prediction_reaches_value_and_gradient(int number)
    {
        var loss = LossCase.All[number];
        var (predictions, targets) = loss.Example<double>(5, seed: 3);
        predictions[2 * loss.Row] = double.NaN;
        var gradient = new double[predictions.Length];
        Assert.True(double.IsNaN(loss.Double(predictions, targets, gradient, Reduction.Mean, default)));
        Assert.True(double.IsNaN(gradient[2 * loss.Row]));
        Assert.False(double.IsNaN(gradient[0]));
        Assert.False(double.IsNaN(gradient[^1]));
    }

    [Theory, MemberData(nameof(Cases))]
    public void The_gradient_may_take_the_predictions_place(int number)
    {
        var loss = LossCase.All[number];
        var (predictions, targets) = loss.Example<float>(130, seed: 4);
        var gradient = new float[predictions.Length];
        double apart = loss.Single(predictions, targets, gradient, Reduction.Mean, default);
        double inPlace = loss.Single(predictions, targets, predictions, Reduction.Mean, default);
        Assert.Equal(apart, inPlace);
        Bits.AssertSame<float>(gradient, predictions, loss.Name);
    }

    [Theory, MemberData(nameof(Cases))]
    public void An_examples_gradient_does_not_depend_on_its_place_and_nothing_else_is_written(int number)
    {
        var loss = LossCase.All[number];
        const int Examples = 41;
        var (predictions, targets) = loss.Example<float>(Examples, seed: 5);
        var whole = new float[predictions.Length];
        loss.Single(predictions, targets, whole, Reduction.Sum, default);
        for (int first = 0; first < 19; first++)
        {
            int start = first * loss.Row;
            var gradient = new Guarded<float>(new float[predictions.Length - start], first);
            loss.Single(predictions.AsSpan(start), targets.AsSpan(start), gradient.Span, Reduction.Sum, default);
            Bits.AssertSame<float>(whole.AsSpan(start), gradient.Span, $"{loss} from example {first}");
            gradient.AssertGuardsIntact();
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void No_examples_have_a_loss_of_0(int number)
    {
        var loss = LossCase.All[number];
        Assert.Equal(0, loss.Single([], [], [], Reduction.Mean, default));
        Assert.Equal(0, loss.Double([], [], [], Reduction.Sum, default));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Lengths_that_differ_are_refused_by_name_and_nothing_is_written(int number)
    {
        var loss = LossCase.All[number];
        var gradient = new float[loss.Row * 4];
        float[] four = new float[loss.Row * 4], three = new float[loss.Row * 3];
        Assert.Equal("gradient", Refused(() => loss.Single(three, three, gradient, Reduction.Mean, default)));
        Assert.Matches(
            "^(targets|logTargets|labels)$", Refused(() => loss.Single(four, three, gradient, Reduction.Mean, default)));
        Assert.Equal("weights", Refused(() => loss.Single(four, four, gradient, Reduction.Mean, new float[3])));
        Assert.Equal("reduction", Refused(() => loss.Single(four, four, gradient, (Reduction)7, default)));
        Assert.All(gradient, slope => Assert.Equal(0, slope));
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_gradient_that_overlaps_targets_weights_or_other_predictions_is_refused(int number)
    {
        var loss = LossCase.All[number];
        int length = 4 * loss.Row;
        float[] memory = new float[length + 4], other = new float[length];
        Assert.Equal("gradient", Refused(() => loss.Single(
            memory.AsSpan(0, length), other, memory.AsSpan(1, length), Reduction.Mean, default)));
        Assert.Equal("gradient", Refused(() => loss.Single(
            other, memory.AsSpan(0, length), memory.AsSpan(0, length), Reduction.Mean, default)));
        Assert.Equal("gradient", Refused(() => loss.Single(
            other, new float[length], memory.AsSpan(0, length), Reduction.Mean, memory.AsSpan(0, 4))));
    }

    [Theory, MemberData(nameof(Cases))]
    public void No_loss_allocates(int number)
    {
        var loss = LossCase.All[number];
        var (predictions, targets) = loss.Example<float>(50, seed: 6);
        var gradient = new float[predictions.Length];
        Assert.Equal(0, AllocationTests.AllocatedBy(
            () => loss.Single(predictions, targets, gradient, Reduction.Mean, default)));
    }

    [Fact]
    public void Types_other_than_float_and_double_are_refused() =>
        Assert.Throws<NotSupportedException>(() => Losses.L2Loss<Half>([Half.One], [Half.One], new Half[1]));

    internal static string Refused(Func<double> loss) =>
        Assert.ThrowsAny<ArgumentException>(() => _ = loss()).ParamName!;

    private static void CompareWithTranscription<T>(LossCase loss, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (int examples in s_examples)
        {
            var (predictions, targets) = loss.Example<T>(examples, seed: examples);
            var gradient = new T[predictions.Length];
            double value = loss.Run<T>()(predictions, targets, gradient, Reduction.Sum, default);
            double[] x = Vectors.ToDouble<T>(predictions), y = Vectors.ToDouble<T>(targets);
            double expected = 0, magnitude = 0;
            for (int i = 0; i < examples; i++)
            {
                var part = new Range(i * loss.Row, (i + 1) * loss.Row);
                double term = loss.Value(x[part], y[part]);
                expected += term;
                magnitude += Math.Abs(term) + Math.Max(loss.Floor, loss.Row > 1 ? 1 : 0);
                var slopes = loss.Slope(x[part], y[part]);
                for (int k = 0; k < loss.Row; k++)
                {
                    double got = double.CreateChecked(gradient[(i * loss.Row) + k]);
                    Assert.True(Math.Abs(got - slopes[k]) <= tolerance * (Math.Abs(slopes[k]) + loss.Floor),
                        $"{loss}, {examples} examples, slope {(i * loss.Row) + k}: {got:R} and not {slopes[k]:R}");
                }
            }

            Assert.True(Math.Abs(value - expected) <= tolerance * (magnitude + loss.Floor),
                $"{loss}, {examples} examples: {value:R} and not {expected:R}");
        }
    }
}
