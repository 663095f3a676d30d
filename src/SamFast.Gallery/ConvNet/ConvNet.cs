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
        Logits(_weights, pixels, count, logits);
    }

    [Differentiable]
    private static float MeanLoss(ConvNetWeights w, ReadOnlySpan<float> pixels, ReadOnlySpan<int> labels, ReadOnlySpan<int> rows)
    {
        Span<float> images = stackalloc float[Block * Side * Side], logits = stackalloc float[Block * Classes];
        float loss = 0;
        for (int start = 0; start < rows.Length; start += Block)
        {
            int count = Math.Min(Block, rows.Length - start);
            var these = rows.Slice(start, count);
            CrossEntropy.Gather(pixels, these, Side * Side, images);
            Logits(w, images[..(count * Side * Side)], count, logits[..(count * Classes)]);
            loss += CrossEntropy.Sum(logits[..(count * Classes)], labels, these);
        }

        return loss / rows.Length;
    }

    /// <remarks>The bias and the ReLU are increasing functions of each element: after the pooling, they give the same, of a quarter of
    /// the elements.</remarks>
    private static void Logits(ConvNetWeights w, ReadOnlySpan<float> images, int count, Span<float> logits)
    {
        Span<float> convolved1 = stackalloc float[Block * 4 * Middle], convolved2 = stackalloc float[Block * 4 * Last];
        Span<float> pooled1 = stackalloc float[Block * Middle], sums1 = stackalloc float[Block * Middle], active1 = stackalloc float[Block * Middle];
        Span<float> pooled2 = stackalloc float[Block * Last], sums2 = stackalloc float[Block * Last], active2 = stackalloc float[Block * Last];
        Span<float> products = stackalloc float[Block * Classes];
        int middle = count * Middle, last = count * Last;

        Convolutions.Convolve(images, w.Kernel1, new ImageWindows(count, Side, Side, 1, Window, Window, 1, 1), First, convolved1[..(4 * middle)]);
        Pooling.Max<float>(convolved1[..(4 * middle)], new ImageWindows(count, Side, Side, First, 2, 2, 2), pooled1[..middle]);
        Dense.AddBias(pooled1[..middle], w.Bias1, count * Half * Half, First, sums1[..middle]);
        Activations.Relu<float>(sums1[..middle], active1[..middle]);

        Convolutions.Convolve(
            active1[..middle], w.Kernel2, new ImageWindows(count, Half, Half, First, Window, Window, 1, 1), Second, convolved2[..(4 * last)]);
        Pooling.Max<float>(convolved2[..(4 * last)], new ImageWindows(count, Half, Half, Second, 2, 2, 2), pooled2[..last]);
        Dense.AddBias(pooled2[..last], w.Bias2, count * Quarter * Quarter, Second, sums2[..last]);
        Activations.Relu<float>(sums2[..last], active2[..last]);

        Dense.MatMulNT(active2[..last], w.Weights, count, Last, Classes, products[..(count * Classes)]);
        Dense.AddBias(products[..(count * Classes)], w.Biases, count, Classes, logits);
    }
}
