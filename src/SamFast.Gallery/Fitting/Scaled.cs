using System.Numerics.Tensors;

namespace SamFast.Gallery.Fitting;

/// <summary>A loss as a function of its parameters in units of a scale. L-BFGS starts with equal curvature in all directions, which
/// parameters of different magnitudes do not have.</summary>
/// <param name="loss">The loss.</param>
/// <param name="scale">The unit of each parameter.</param>
/// <param name="point">Memory for a point.</param>
internal readonly ref struct Scaled<TLoss>(TLoss loss, ReadOnlySpan<double> scale, Span<double> point) : IObjective<double>
    where TLoss : IObjective<double>, allows ref struct
{
    private readonly TLoss _loss = loss;
    private readonly ReadOnlySpan<double> _scale = scale;
    private readonly Span<double> _point = point;

    public double Evaluate(ReadOnlySpan<double> units, Span<double> gradient)
    {
        TensorPrimitives.Multiply(units, _scale, _point);
        double value = _loss.Evaluate(_point, gradient);
        if (!gradient.IsEmpty)
            TensorPrimitives.Multiply(gradient, _scale, gradient);
        return value;
    }
}
