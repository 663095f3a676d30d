namespace SamFast.Benchmarks.Gradients.Workloads;

/// <summary>A perceptron with one hidden layer, in plain loops.</summary>
internal sealed partial class Perceptron : GradientWorkload
{
    private const int Features = 64, Units = 64, Classes = 10, Examples = 64, Parameters = (Units * (Features + 1)) + (Classes * (Units + 1));

    private const int HiddenBiases = Units * Features, OutputWeights = HiddenBiases + Units, OutputBiases = OutputWeights + (Classes * Units);

    private readonly double[] _p = Numbers(13, Parameters, -0.2, 0.2), _x = Numbers(14, Examples * Features, -1, 1);
    private readonly int[] _labels = [.. Numbers(15, Examples, 0, Classes).Select(label => (int)label)];

    public override string Name => "MLP 64-64-10, batch 64";

    /// <summary>The parameters and the batch.</summary>
    public (double[] Point, double[] Inputs, int[] Labels) Data => (_p, _x, _labels);

    /// <summary>Local arrays and their adjoints, and what each example keeps: both layers before and after they were written, nine
    /// partial maxima, the largest logit, and the sum.</summary>
    public override long TapeBytes => (2 * (Taken<double>(Units) + Taken<double>(Classes)))
        + (Examples * ((2 * Taken<double>(Units)) + Taken<double>(Classes) + Taken<double>(Classes - 1) + (2 * Taken<double>(1))));

    [Differentiable]
    public static double Loss(ReadOnlySpan<double> p, ReadOnlySpan<double> x, ReadOnlySpan<int> labels)
    {
        double loss = 0;
        Span<double> hidden = stackalloc double[Units];
        Span<double> logits = stackalloc double[Classes];
        for (int i = 0; i < labels.Length; i++)
        {
            for (int j = 0; j < Units; j++)
            {
                double s = p[HiddenBiases + j];
                for (int k = 0; k < Features; k++)
                    s += p[(j * Features) + k] * x[(i * Features) + k];
                hidden[j] = Math.Max(s, 0);
            }

            for (int c = 0; c < Classes; c++)
            {
                double s = p[OutputBiases + c];
                for (int j = 0; j < Units; j++)
                    s += p[OutputWeights + (c * Units) + j] * hidden[j];
                logits[c] = s;
            }

            double largest = logits[0];
            for (int c = 1; c < Classes; c++)
                largest = Math.Max(largest, logits[c]);
            double sum = 0;
            for (int c = 0; c < Classes; c++)
                sum += Math.Exp(logits[c] - largest);
            loss += largest + Math.Log(sum) - logits[labels[i]];
        }

        return loss / labels.Length;
    }

    public override IEnumerable<GradientPeer> Peers()
    {
        double[] gradient = new double[Parameters], product = new double[Parameters], byVectors = new double[Parameters], byC = new double[Parameters];
        double[] direction = Numbers(16, Parameters, -1, 1);
        var perceptron = new HandWrittenPerceptron<double>(Features, Units, Classes, Examples);
        yield return new(PeerNames.Gradient, gradient, () => LossGradient(_p, _x, _labels, gradient));
        yield return new(PeerNames.Primal, () => Loss(_p, _x, _labels));
        yield return new(PeerNames.Vectors, byVectors, () => perceptron.Evaluate(_p, _x, _labels, byVectors));
        yield return new(PeerNames.HessianProduct, () =>
        {
            LossHessianProduct(_p, _x, _labels, direction, product);
            return 0;
        });
        if (NativeGradient<double>.Find("perceptron") is { } native)
            yield return new(PeerNames.Gcc, byC, () => native.Evaluate(_p, byC, _x, _labels, Examples));
    }
}
