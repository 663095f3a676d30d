using TorchSharp;

namespace SamFast;

/// <summary>Steps an optimizer that evaluates the loss itself with flat copies of the parameters and gradients.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
internal sealed class FlatCopies<T> : IStochasticObjective<T> where T : unmanaged
{
    private readonly TorchParameters<T> _parameters;
    private readonly TorchObjective<T> _objective;
    private readonly T[] _point;
    private readonly T[] _gradient;
    private Func<torch.Tensor> _loss = null!;
    private bool _isFirst;

    public FlatCopies(TorchParameters<T> parameters)
    {
        _parameters = parameters;
        _objective = new TorchObjective<T>(parameters, () => _loss());
        _point = new T[parameters.Layout.ParameterCount];
        _gradient = new T[parameters.Layout.ParameterCount];
    }

    /// <summary>Takes one step. If the function throws, the module's parameters are unchanged.</summary>
    public double Step(IOptimizer<T> optimizer, Func<torch.Tensor> loss)
    {
        (_loss, _isFirst) = (loss, true);
        _parameters.CopyTo(_point);
        var objective = this;
        double value = optimizer.StepWith(_point, _gradient, ref objective);
        _parameters.CopyFrom(_point);
        return value;
    }

    /// <summary>The first evaluation of a step is at the unperturbed parameters: it alone updates running statistics.</summary>
    double IObjective<T>.Evaluate(ReadOnlySpan<T> point, Span<T> gradient)
    {
        bool isFirst = _isFirst;
        _isFirst = false;
        return _objective.Evaluate(point, gradient, keepsStatistics: !isFirst);
    }
}
