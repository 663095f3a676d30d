using TorchSharp;

namespace SamFast;

/// <summary>
/// Trains a module with a function that computes the loss: <c>trainer.Step(() => cross_entropy(model.forward(x), y))</c> is one
/// step of a chain, or one period of SAM in either mode, with all gradient evaluations that it needs.
/// </summary>
/// <remarks>
/// <para>Each evaluation drops the module's gradients, calls the function and <c>backward</c>, and disposes of intermediate
/// tensors. The running statistics of normalization layers are those of the unperturbed evaluations, see
/// <see cref="RunningStatistics"/>. Dropout draws a new mask in each evaluation.</para>
/// <para>If the function throws, the unperturbed parameters and the running statistics are restored.</para>
/// </remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class TorchTrainer<T> where T : unmanaged
{
    private readonly TorchParameters<T> _parameters;
    private readonly Func<Func<torch.Tensor>, double> _step;

    /// <summary>Trains with a chain, or with transparent SAM.</summary>
    /// <param name="parameters">The module's parameters.</param>
    /// <param name="optimizer">The optimizer, made with their layout.</param>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    public TorchTrainer(TorchParameters<T> parameters, IGradientOptimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimizer);
        _parameters = parameters;
        _step = loss => optimizer is ITransparentSam<T> sam ? Period(sam, loss) : Once(optimizer, loss);
    }

    /// <summary>Trains with opaque SAM. The flat vectors that it works with are copies: of the parameters, and of each
    /// gradient.
    /// </summary>
    /// <inheritdoc cref="TorchTrainer{T}(TorchParameters{T}, IGradientOptimizer{T})"/>
    public TorchTrainer(TorchParameters<T> parameters, IOpaqueSam<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimizer);
        _parameters = parameters;
        var flat = new T[parameters.Layout.ParameterCount];
        Func<torch.Tensor>? current = null;
        var objective = new TorchObjective<T>(parameters, () => current!());
        _step = loss =>
        {
            current = loss;
            return Period(optimizer, flat, objective);
        };
    }

    /// <summary>Takes one step, of SAM a whole period.</summary>
    /// <param name="loss">Computes the loss, a single number, from the module's current parameters. It must not call
    /// <c>backward</c>.</param>
    /// <returns>The loss at the parameters before the step.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="InvalidOperationException">As in <see cref="TorchParameters{T}.Step(IGradientOptimizer{T})"/>; or
    /// transparent SAM is in the middle of a period.</exception>
    public double Step(Func<torch.Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return _step(loss);
    }

    private double Once(IGradientOptimizer<T> optimizer, Func<torch.Tensor> loss)
    {
        double value = Closure.Evaluate(_parameters.Module, loss, keepsStatistics: false);
        _parameters.Step(optimizer);
        return value;
    }

    private double Period(ITransparentSam<T> sam, Func<torch.Tensor> loss)
    {
        if (sam.AscentStep > 0)
        {
            throw new InvalidOperationException(
                "The optimizer is in the middle of a period. Finish it with parameters.Step, or leave it with "
                + "Restore.");
        }

        try
        {
            double value = Once(sam, loss);
            while (sam.AscentStep > 0)
            {
                Closure.Evaluate(_parameters.Module, loss, keepsStatistics: true);
                _parameters.Step(sam);
            }

            return value;
        }
        catch when (sam.AscentStep > 0)
        {
            var unperturbed = new T[_parameters.Layout.ParameterCount];
            sam.Restore(unperturbed);
            _parameters.CopyFrom(unperturbed);
            throw;
        }
    }

    private double Period(IOpaqueSam<T> sam, T[] flat, TorchObjective<T> objective)
    {
        _parameters.CopyTo(flat);
        sam.Step(flat, ref objective);
        _parameters.CopyFrom(flat);
        return objective.Loss;
    }
}
