using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SamFast.Torch.Tests;

/// <summary>A small convolutional network with batch normalization.</summary>
internal sealed class ConvNet : nn.Module<Tensor, Tensor>
{
    public readonly Conv2d conv;
    public readonly BatchNorm2d norm;
    public readonly Linear head;

    public ConvNet(int seed, ScalarType type = ScalarType.Float32) : base(nameof(ConvNet))
    {
        random.manual_seed(seed);
        conv = nn.Conv2d(1, 4, kernel_size: 3, dtype: type);
        norm = nn.BatchNorm2d(4, dtype: type);
        head = nn.Linear(4 * 4 * 4, 3, dtype: type);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        head.forward(nn.functional.relu(norm.forward(conv.forward(input))).flatten(1));
}

/// <summary>Images with classes, for <see cref="ConvNet"/>.</summary>
internal sealed class Batch : IDisposable
{
    public Batch(int seed, ScalarType type = ScalarType.Float32, int count = 16)
    {
        random.manual_seed(1000 + seed);
        Images = randn(count, 1, 6, 6, dtype: type);
        Classes = randint(3, count, dtype: ScalarType.Int64);
    }

    public Tensor Images { get; }

    public Tensor Classes { get; }

    public Tensor LossOf(ConvNet model) => nn.functional.cross_entropy(model.forward(Images), Classes);

    public void Dispose()
    {
        Images.Dispose();
        Classes.Dispose();
    }
}

internal static class Read
{
    /// <summary>The bound parameters, one after the other.</summary>
    public static T[] All<T>(this TorchParameters<T> parameters) where T : unmanaged
    {
        var all = new T[parameters.Layout.ParameterCount];
        parameters.CopyTo(all);
        return all;
    }

    /// <summary>The running statistics of batch normalization.</summary>
    public static (float[] Mean, float[] Variance, long Batches) Statistics(this ConvNet model) => (
        model.norm.running_mean!.data<float>().ToArray(), model.norm.running_var!.data<float>().ToArray(),
        model.norm.num_batches_tracked!.to(ScalarType.Int64).item<long>());
}
