namespace SamFast.Gallery.ConvNet;

/// <summary>The parameters of the network.</summary>
[Layout]
internal sealed partial class ConvNetWeights
{
    public const int Side = 8, Window = 3, First = 8, Second = 16, Classes = 10;

    [Tensor(Window, Window, 1, First)]
    public partial Span<float> Kernel1 { get; }

    [Tensor(First)]
    public partial Span<float> Bias1 { get; }

    [Tensor(Window, Window, First, Second)]
    public partial Span<float> Kernel2 { get; }

    [Tensor(Second)]
    public partial Span<float> Bias2 { get; }

    [Tensor(Classes, Side / 4 * (Side / 4) * Second)]
    public partial Span<float> Weights { get; }

    [Tensor(Classes)]
    public partial Span<float> Biases { get; }
}
