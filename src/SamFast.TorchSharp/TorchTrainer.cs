using TorchSharp;

namespace SamFast;

/// <summary>
/// Trains a module with a function that computes the loss: <c>trainer.Step(() => cross_entropy(model.forward(x), y))</c> is one
/// step of an optimizer of any kind, of SAM one period, with all evaluations that it needs.
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

    /// <summary>Trains with an optimizer of any kind.</summary>
    /// <remarks>A chain and transparent SAM step in torch's memory. Optimizers that evaluate the loss themselves, opaque SAM and
    /// line searches, work with flat copies of the parameters and of each gradient.</remarks>
    /// <param name="parameters">The module's parameters.</param>
    /// <param name="optimizer">The optimizer, made with their layout.</param>
    /// <exception cref="ArgumentNullException">An argument is missing.</exception>
    public TorchTrainer(TorchParameters<T> parameters, IOptimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(optimizer);
        _parameters = parameters;
        if (optimizer is IGradientDrivenOptimizer<T> driven)
        {
            var sam = optimizer as IPhasedSam<T>;
            _step = loss => Step(driven, sam, loss);
        }
        else
        {
            var copies = new FlatCopies<T>(parameters);
            _step = loss => copies.Step(optimizer, loss);
        }
    }

    /// <summary>Takes one step, of SAM a whole period.</summary>
    /// <param name="loss">Computes the loss, a single number, from the module's current parameters. It must not call
    /// <c>backward</c>.</param>
    /// <returns>The loss at the parameters before the step; of a line search, after it.</returns>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="InvalidOperationException">As in <see cref="TorchParameters{T}.Step(IGradientOptimizer{T})"/>; or
    /// transparent SAM is in the middle of a period; or the step needs the diagonal of the Hessian.</exception>
    public double Step(Func<torch.Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return _step(loss);
    }

    private double Step(IGradientDrivenOptimizer<T> optimizer, IPhasedSam<T>? sam, Func<torch.Tensor> loss)
    {
        if (sam?.AscentStep > 0)
        {
            throw new InvalidOperationException(
                "The optimizer is in the middle of a period. Finish it with parameters.Step, or leave it with "
                + "Restore.");
        }

        try
        {
            double first = Evaluate(isPerturbed: false);
            while (sam?.AscentStep > 0)
                Evaluate(isPerturbed: true);
            return first;
        }
        catch when (sam?.AscentStep > 0)
        {
            var unperturbed = new T[_parameters.Layout.ParameterCount];
            sam.Restore(unperturbed);
            _parameters.CopyFrom(unperturbed);
            throw;
        }

        double Evaluate(bool isPerturbed)
        {
            double value = Closure.Evaluate(_parameters.Module, loss, keepsStatistics: isPerturbed);
            _parameters.Step(optimizer, value);
            return value;
        }
    }
}
