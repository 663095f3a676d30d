using TorchSharp;

namespace SamFast;

/// <summary>
/// The loss of a module as SamFast's gradient function and objective: for opaque SAM, line searches and
/// <see cref="SharpnessMeter{T}"/>. Evaluates at any point and restores the module's parameters.
/// </summary>
/// <remarks>The running statistics of normalization layers are not updated at perturbed points, and as an <see
/// cref="IObjective{T}"/> at no point; see <see cref="RunningStatistics"/>. Each evaluation replaces the module's gradients and
/// draws a new dropout mask.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
/// <param name="parameters">The module's parameters.</param>
/// <param name="loss">Computes the loss, a single number; tensors that it makes are disposed of. It does not call
/// <c>backward</c>.</param>
public sealed class TorchObjective<T>(TorchParameters<T> parameters, Func<torch.Tensor> loss)
    : IGradient<T>, IStochasticObjective<T> where T : unmanaged
{
    private readonly TorchParameters<T> _parameters = parameters ?? throw new ArgumentNullException(nameof(parameters));
    private readonly Func<torch.Tensor> _loss = loss ?? throw new ArgumentNullException(nameof(loss));
    private readonly T[] _kept = new T[parameters.Layout.ParameterCount];

    /// <summary>The loss where <see cref="IGradient{T}"/> last evaluated it without a perturbation; NaN
    /// before.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <inheritdoc/>
    void IGradient<T>.Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation)
    {
        double value = Evaluate(point, gradient, evaluation.IsPerturbed);
        if (!evaluation.IsPerturbed)
            Loss = value;
    }

    /// <inheritdoc/>
    double IObjective<T>.Evaluate(ReadOnlySpan<T> point, Span<T> gradient) =>
        Evaluate(point, gradient, keepsStatistics: true);

    internal double Evaluate(ReadOnlySpan<T> point, Span<T> gradient, bool keepsStatistics)
    {
        _parameters.CopyTo(_kept);
        _parameters.CopyFrom(point);
        try
        {
            double value = Closure.Evaluate(_parameters.Module, _loss, keepsStatistics, isBackward: !gradient.IsEmpty);
            if (!gradient.IsEmpty)
                _parameters.CopyGradientsTo(gradient);
            return value;
        }
        finally
        {
            _parameters.CopyFrom(_kept);
        }
    }
}
