using System.Numerics.Tensors;

namespace SamFast.Tests.Parameters;

/// <summary>A model of two layers, in one flat vector.</summary>
[Layout]
internal sealed partial class Network
{
    [Tensor(64, 33, Group = "weights")]
    public partial TensorSpan<float> W1 { get; }

    [Tensor(33)]
    public partial Span<float> B1 { get; }

    [Tensor(33, 10, Group = "weights", Name = "layers.1.weight")]
    public partial TensorSpan<float> W2 { get; }

    [Tensor(1)]
    public partial Span<float> Scale { get; }
}

[Layout<double>]
internal sealed partial class Wide
{
    [Tensor(2, 3, 4, 2, 2, Group = "body")]
    public partial TensorSpan<double> Kernel { get; }

    [Tensor(5, Group = "head")]
    public partial Span<double> Bias { get; }
}

[Optimizer(Layout = typeof(Network)), AdamW(0.01, weightDecay: 0.1, DecayMask = "weights")]
internal sealed partial class Train;

[Optimizer, AdamW(0.01, weightDecay: 0.1, DecayMask = "weights")]
internal sealed partial class TrainAny;

[Optimizer, Normalize, Sgd(0.1)]
internal sealed partial class ClimbAnywhere;

[Sam<Train, ClimbAnywhere>]
internal sealed partial class TrainSharp;

[Sam<Train, ClimbAnywhere>(mode: SamMode.Opaque)]
internal sealed partial class TrainSharpAtOnce;

[Optimizer(Layout = typeof(Network)), PolyakSgd]
internal sealed partial class TrainWithLoss;

[Optimizer<double>, Sgd(0.1, momentum: 0.9)]
internal sealed partial class Body;

[Optimizer<double>, Adam(0.1)]
internal sealed partial class Head;

[Optimizer<double>(Layout = typeof(Wide)), Partition<Body>("body"), Partition<Head>("head")]
internal sealed partial class TrainWide;
