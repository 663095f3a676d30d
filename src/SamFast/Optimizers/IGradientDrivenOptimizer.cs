namespace SamFast;

/// <summary>An optimizer whose caller computes the gradients: a chain, or transparent SAM. Line searches and
/// <see cref="IOpaqueSam{T}"/> evaluate the objective themselves, and an <see cref="IHessianOptimizer{T}"/> needs more than a
/// gradient.</summary>
/// <remarks><c>StepWithGradient</c> is the <c>Step</c> of each kind, for callers that treat all kinds alike.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IGradientDrivenOptimizer<T> : IOptimizer<T> where T : unmanaged
{
    /// <summary>One step, or one phase of transparent SAM, with a gradient and the loss. Allocates nothing.</summary>
    /// <param name="parameters">The parameters, updated in place.</param>
    /// <param name="gradients">The gradient at these parameters, of the same length; may not overlap them. An optimizer that
    /// consumes gradients overwrites it.</param>
    /// <param name="value">The loss at these parameters. Optimizers that do not need it ignore it.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    void StepWithGradient(Span<T> parameters, Span<T> gradients, double value);

    /// <summary>The same for parameters in separate tensors, in place.</summary>
    /// <param name="tensors">Parameters and gradients, of the lengths that the optimizer was made for.</param>
    /// <param name="value">The loss at these parameters. Optimizers that do not need it ignore it.</param>
    /// <exception cref="ArgumentException">They have other lengths; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of; nothing was modified.</exception>
    /// <exception cref="NotSupportedException">This implementation, unlike a generated one, has flat vectors only.</exception>
    void StepWithGradient(TensorBuffers<T> tensors, double value);

    /// <inheritdoc/>
    double IOptimizer<T>.StepWith<TObjective>(Span<T> parameters, Span<T> gradients, ref TObjective objective)
    {
        double first = objective.Evaluate(parameters, gradients);
        StepWithGradient(parameters, gradients, first);
        while (this is IPhasedSam<T> { AscentStep: > 0 })
        {
            double value = objective.Evaluate(parameters, gradients);
            StepWithGradient(parameters, gradients, value);
        }

        return first;
    }
}
