using SamFast.Gallery.Digits.Data;
using static TorchSharp.torch;

namespace SamFast.Gallery.Torch.Training;

/// <summary>Examples as torch's tensors.</summary>
internal sealed class Images : IDisposable
{
    private const int TestBatch = 500;

    private readonly Tensor _pixels;
    private readonly Tensor _classes;

    public Images(Examples examples)
    {
        Count = examples.Count;
        Width = (int)Math.Sqrt(examples.Features);
        if (Width * Width != examples.Features || Width < 4)
        {
            throw new InvalidDataException(
                $"The images have {examples.Features} pixels: they are not square, or too small.");
        }

        var pixels = new float[Count * examples.Features];
        for (int i = 0; i < Count; i++)
            examples.Image(i).CopyTo(pixels.AsSpan(i * examples.Features));
        _pixels = tensor(pixels, [Count, 1, Width, Width]);
        _classes = tensor(examples.Labels, ScalarType.Int64);
    }

    public int Count { get; }

    public int Width { get; }

    /// <summary>The mean loss over some of the examples.</summary>
    public Tensor LossOf(ConvNet model, long[] rows)
    {
        using var index = tensor(rows);
        return nn.functional.cross_entropy(model.forward(_pixels[index]), _classes[index]);
    }

    /// <summary>The fraction that is recognized, with the running statistics of batch normalization.</summary>
    public double AccuracyOf(ConvNet model)
    {
        model.eval();
        long right = 0;
        for (long start = 0; start < Count; start += TestBatch)
        {
            using var scope = NewDisposeScope();
            using var _ = no_grad();
            long length = Math.Min(TestBatch, Count - start);
            var found = model.forward(_pixels.narrow(0, start, length)).argmax(1);
            right += found.eq(_classes.narrow(0, start, length)).sum().item<long>();
        }

        model.train();
        return (double)right / Count;
    }

    public void Dispose()
    {
        _pixels.Dispose();
        _classes.Dispose();
    }
}
