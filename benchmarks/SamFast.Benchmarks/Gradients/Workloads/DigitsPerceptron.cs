namespace SamFast.Benchmarks.Gradients.Workloads;

/// <summary>The gallery's perceptron for digits, in plain loops, or with operations over matrices.</summary>
internal sealed partial class DigitsPerceptron(bool isDense) : GradientWorkload
{
    private const int Features = 64, Units = 64, Classes = 10, Examples = 64, Parameters = (Units * (Features + 1)) + (Classes * (Units + 1));

    private const int HiddenBiases = Units * Features, OutputWeights = HiddenBiases + Units, OutputBiases = OutputWeights + (Classes * Units);

    private readonly float[] _p = [.. Numbers(13, Parameters, -0.2, 0.2).Select(w => (float)w)];
    private readonly float[] _x = [.. Numbers(14, Examples * Features, -1, 1).Select(x => (float)x)];
    private readonly int[] _labels = [.. Numbers(15, Examples, 0, Classes).Select(label => (int)label)];

    public override string Name => isDense ? "digits perceptron, operations" : "digits perceptron, loops";

    /// <summary>The parameters and the batch.</summary>
    public (float[] Point, float[] Inputs, int[] Labels) Data => (_p, _x, _labels);

    public override double Tolerance => 1e-4;

    /// <summary>Local arrays and their adjoints, and what each example keeps: both layers before and after they were written, nine
    /// partial maxima, the largest logit, and the sum.</summary>
    public override long TapeBytes => isDense ? DenseTape : (2 * (Taken<float>(Units) + Taken<float>(Classes)))
        + (Examples * ((2 * Taken<float>(Units)) + Taken<float>(Classes) + Taken<float>(Classes - 1) + (2 * Taken<float>(1))));

    /// <summary>Six arrays, and their adjoints.</summary>
    private static long DenseTape => 6 * (Taken<float>(Examples * Units) + Taken<float>(Examples * Classes));

    [Differentiable]
    public static float Loss(ReadOnlySpan<float> p, ReadOnlySpan<float> x, ReadOnlySpan<int> labels)
    {
        float loss = 0;
        Span<float> hidden = stackalloc float[Units];
        Span<float> logits = stackalloc float[Classes];
        for (int i = 0; i < labels.Length; i++)
        {
            for (int j = 0; j < Units; j++)
            {
                float s = p[HiddenBiases + j];
                for (int k = 0; k < Features; k++)
                    s += p[(j * Features) + k] * x[(i * Features) + k];
                hidden[j] = Math.Max(s, 0);
            }

            for (int c = 0; c < Classes; c++)
            {
                float s = p[OutputBiases + c];
                for (int j = 0; j < Units; j++)
                    s += p[OutputWeights + (c * Units) + j] * hidden[j];
                logits[c] = s;
            }

            float largest = logits[0];
            for (int c = 1; c < Classes; c++)
                largest = Math.Max(largest, logits[c]);
            float sum = 0;
            for (int c = 0; c < Classes; c++)
                sum += MathF.Exp(logits[c] - largest);
            loss += largest + MathF.Log(sum) - logits[labels[i]];
        }

        return loss / labels.Length;
    }

    [Differentiable]
    public static float Products(ReadOnlySpan<float> p, ReadOnlySpan<float> x, ReadOnlySpan<int> labels)
    {
        Span<float> products = stackalloc float[Examples * Units], sums = stackalloc float[Examples * Units], hidden = stackalloc float[Examples * Units];
        Span<float> scores = stackalloc float[Examples * Classes], logits = stackalloc float[Examples * Classes], logs = stackalloc float[Examples * Classes];
        Dense.MatMulNT(x, p[..HiddenBiases], Examples, Features, Units, products);
        Dense.AddBias(products, p[HiddenBiases..OutputWeights], Examples, Units, sums);
        Activations.Relu<float>(sums, hidden);
        Dense.MatMulNT(hidden, p[OutputWeights..OutputBiases], Examples, Units, Classes, scores);
        Dense.AddBias(scores, p[OutputBiases..], Examples, Classes, logits);
        Normalizations.LogSoftmax<float>(logits, Examples, Classes, logs);
        float loss = 0;
        for (int i = 0; i < labels.Length; i++)
            loss -= logs[(i * Classes) + labels[i]];
        return loss / labels.Length;
    }

    public override IEnumerable<GradientPeer> Peers()
    {
        float[] gradient = new float[Parameters], product = new float[Parameters], byVectors = new float[Parameters], byC = new float[Parameters];
        float[] direction = [.. Numbers(16, Parameters, -1, 1).Select(d => (float)d)];
        var perceptron = new HandWrittenPerceptron<float>(Features, Units, Classes, Examples);
        yield return isDense ? new(PeerNames.Gradient, gradient, () => ProductsGradient(_p, _x, _labels, gradient))
            : new(PeerNames.Gradient, gradient, () => LossGradient(_p, _x, _labels, gradient));
        yield return new(PeerNames.Primal, () => Loss(_p, _x, _labels));
        yield return new(PeerNames.Vectors, byVectors, () => perceptron.Evaluate(_p, _x, _labels, byVectors));
        yield return new(PeerNames.HessianProduct, () =>
        {
            if (isDense)
                ProductsHessianProduct(_p, _x, _labels, direction, product);
            else
                LossHessianProduct(_p, _x, _labels, direction, product);
            return 0;
        });
        if (NativeGradient<float>.Find("perceptron") is { } native)
            yield return new(PeerNames.Gcc, byC, () => native.Evaluate(_p, byC, _x, _labels, Examples));
    }
}
