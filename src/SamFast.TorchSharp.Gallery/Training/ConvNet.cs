using SamFast.Gallery.Digits.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SamFast.Gallery.Torch.Training;

/// <summary>Two convolutions, each with batch normalization, and a linear layer. Images are square.</summary>
internal sealed class ConvNet : nn.Module<Tensor, Tensor>
{
    private const int First = 16, Second = 32;

    private readonly Sequential _convolutions = nn.Sequential(
        ("conv1", nn.Conv2d(1, First, kernel_size: 3, padding: 1, bias: false)), ("norm1", Norm(First)),
        ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
        ("conv2", nn.Conv2d(First, Second, kernel_size: 3, padding: 1, bias: false)), ("norm2", Norm(Second)),
        ("relu2", nn.ReLU()), ("pool2", nn.MaxPool2d(2)));

    private readonly Linear _head;

    /// <param name="width">Of the images, in pixels.</param>
    public ConvNet(int width) : base(nameof(ConvNet))
    {
        _head = nn.Linear(Second * (width / 4) * (width / 4), DataSet.Classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _head.forward(_convolutions.forward(input).flatten(1));

    /// <summary>Binds its parameters; the multiplicative ones are the group <c>weights</c>.</summary>
    public TorchParameters<float> Bind() =>
        TorchParameters.Bind<float>(this, (_, parameter) => parameter.dim() > 1 ? "weights" : null);

    /// <summary>Batch normalization without the count of batches, which only layers without momentum need.</summary>
    /// <remarks>TorchSharp counts with a number that the garbage collector may free while torch reads it, if another
    /// thread causes a collection just then; here, trainings run beside each other.</remarks>
    private static BatchNorm2d Norm(long features)
    {
        var norm = nn.BatchNorm2d(features);
        norm.num_batches_tracked = null;
        return norm;
    }

    /// <summary>Initializes the parameters: normal weights with variance 2 ÷ fan-in (He et al. 2015), normalization factors of
    /// 1, and zeros otherwise. Does not use torch's random numbers, which all threads share.</summary>
    public static void Initialize(TorchParameters<float> parameters, Random random)
    {
        var start = new List<float>(parameters.Layout.ParameterCount);
        foreach (var tensor in parameters.Layout)
        {
            double deviation = tensor.Rank > 1 ? Math.Sqrt(2.0 * tensor.Dimensions[0] / tensor.Length) : 0;
            float mean = tensor.Rank == 1 && tensor.Name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0;
            for (int i = 0; i < tensor.Length; i++)
                start.Add(mean + (float)(deviation * random.NextNormal()));
        }

        parameters.CopyFrom([.. start]);
    }
}
