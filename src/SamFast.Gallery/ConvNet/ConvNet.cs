using SamFast.Gallery.Digits.Data;
using SamFast.Gallery.Digits.Models;
using static SamFast.Gallery.ConvNet.ConvNetWeights;

namespace SamFast.Gallery.ConvNet;

/// <summary>Two convolutions, each with a pooling and a ReLU, and a linear layer, for the embedded digits.</summary>
internal sealed partial class ConvNet() : Model(Side * Side)
{
    private const int Half = Side / 2, Quarter = Side / 4, Middle = Half * Half * First, Last = Quarter * Quarter * Second;

    // The parameters by name.
    private readonly ConvNetWeights _weights = new();

    public static ModelKind Kind { get; } = new("convolutional", _ => new ConvNet());

    public override Layout Layout => ConvNetWeights.Layout;

    /// <summary>He et al. 2015 (arXiv:1502.01852); the biases are 0.</summary>
    public override void Initialize(Span<float> parameters, Random random)
    {
        int start = 0;
        foreach (var tensor in Layout)
        {
            // A dense layer has its inputs last, a convolution its filters.
            int inputs = tensor.Rank == 2 ? tensor.Dimensions[1] : tensor.Length / tensor.Dimensions[^1];
            double deviation = tensor.Rank == 1 ? 0 : Math.Sqrt(2.0 / inputs);
            foreach (ref float weight in parameters.Slice(start, tensor.Length))
                weight = (float)(deviation * random.NextNormal());
            start += tensor.Length;
        }
    }

    public override double Loss(ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows) =>
        new MeanLossObjective(examples.Pixels, examples.Labels, rows).Evaluate(parameters, []);

    protected override double ComputeGradient(
        ReadOnlySpan<float> parameters, Examples examples, ReadOnlySpan<int> rows, Span<float> gradient) =>
        MeanLossGradient(parameters, examples.Pixels, examples.Labels, rows, gradient);

    protected override void ComputeLogits(ReadOnlySpan<float> parameters, ReadOnlySpan<float> pixels, int count, Span<float> logits)
    {
        parameters.CopyTo(_weights.Values);
        Logits(_weights, pixels, count, count, logits);
    }

    [Differentiable]
    private static float MeanLoss(ConvNetWeights w, ReadOnlySpan<float> pixels, ReadOnlySpan<int> labels, ReadOnlySpan<int> rows)
    {
        int most = Math.Min(Block, rows.Length);
        Span<float> images = stackalloc float[most * Side * Side], logits = stackalloc float[most * Classes];
        float loss = 0;
        for (int start = 0; start < rows.Length; start += Block)
        {
            int count = Math.Min(Block, rows.Length - start);
            var these = rows.Slice(start, count);
            CrossEntropy.Gather(pixels, these, Side * Side, images);
            Logits(w, images[..(count * Side * Side)], count, most, logits[..(count * Classes)]);
            loss += CrossEntropy.Sum(logits[..(count * Classes)], labels, these, most);
        }

        return loss / rows.Length;
    }

    /// <summary>Writes the logits of images, with memory for at most a number of them.</summary>
    /// <remarks>The bias and the ReLU are increasing functions of each element: after the pooling, they give the same, of a quarter of
    /// the elements.</remarks>
    private static void Logits(ConvNetWeights w, ReadOnlySpan<float> images, int count, int most, Span<float> logits)
    {
        Span<float> convolved = stackalloc float[most * 4 * Middle], pooled = stackalloc float[most * Middle];
        Span<float> sums = stackalloc float[most * Middle], active = stackalloc float[most * Middle];
        int middle = count * Middle;
        Convolutions.Convolve(images, w.Kernel1, new ImageWindows(count, Side, Side, 1, Window, Window, 1, 1), First, convolved[..(4 * middle)]);
        Pooling.Max<float>(convolved[..(4 * middle)], new ImageWindows(count, Side, Side, First, 2, 2, 2), pooled[..middle]);
        Dense.AddBias(pooled[..middle], w.Bias1, count * Half * Half, First, sums[..middle]);
        Activations.Relu<float>(sums[..middle], active[..middle]);

        Span<float> convolvedAgain = stackalloc float[most * 4 * Last], pooledAgain = stackalloc float[most * Last];
        Span<float> sumsAgain = stackalloc float[most * Last], features = stackalloc float[most * Last];
        int last = count * Last;
        Convolutions.Convolve(
            active[..middle], w.Kernel2, new ImageWindows(count, Half, Half, First, Window, Window, 1, 1), Second, convolvedAgain[..(4 * last)]);
        Pooling.Max<float>(convolvedAgain[..(4 * last)], new ImageWindows(count, Half, Half, Second, 2, 2, 2), pooledAgain[..last]);
        Dense.AddBias(pooledAgain[..last], w.Bias2, count * Quarter * Quarter, Second, sumsAgain[..last]);
        Activations.Relu<float>(sumsAgain[..last], features[..last]);

        Span<float> products = stackalloc float[most * Classes];
        Dense.MatMulNT(features[..last], w.Weights, count, Last, Classes, products[..(count * Classes)]);
        Dense.AddBias(products[..(count * Classes)], w.Biases, count, Classes, logits);
    }
}
