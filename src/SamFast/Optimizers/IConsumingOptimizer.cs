namespace SamFast;

/// <summary>An optimizer that overwrites the gradient it steps with: declared with
/// <see cref="OptimizerAttribute.ConsumesGradients"/>.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IConsumingOptimizer<T> : IGradientDrivenOptimizer<T> where T : unmanaged
{
    /// <summary>Updates the parameters in place with one gradient. Allocates nothing.</summary>
    /// <param name="parameters">The parameters, as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters, of the same length; may not overlap them. Holds
    /// unspecified values afterwards.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    void Step(Span<T> parameters, Span<T> gradients);

    /// <summary>Updates parameters that are separate tensors, without copying them. Allocates nothing.</summary>
    /// <param name="tensors">Parameters and gradients, of the lengths that the optimizer was made for.</param>
    /// <exception cref="ArgumentException">They have other lengths; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of; nothing was modified.</exception>
    /// <exception cref="NotSupportedException">This implementation, unlike a generated one, has flat vectors only.</exception>
    void Step(TensorBuffers<T> tensors) =>
        throw new NotSupportedException($"{GetType().Name} steps flat vectors only. Pass spans.");

    /// <inheritdoc/>
    void IGradientDrivenOptimizer<T>.StepWithGradient(Span<T> parameters, Span<T> gradients, double value) =>
        Step(parameters, gradients);

    /// <inheritdoc/>
    void IGradientDrivenOptimizer<T>.StepWithGradient(TensorBuffers<T> tensors, double value) => Step(tensors);
}
