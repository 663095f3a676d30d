namespace SamFast;

/// <summary>An optimizer that steps with a gradient and the loss: a transform of its chain takes <c>double value</c>, such as
/// <see cref="ScaleByPolyakAttribute"/>.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ILossOptimizer<T> : IGradientDrivenOptimizer<T> where T : unmanaged
{
    /// <summary>Updates the parameters in place with one gradient. Allocates nothing.</summary>
    /// <param name="parameters">The parameters, as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters, of the same length; may not overlap them.</param>
    /// <param name="value">The loss at these parameters. It is not checked: the transforms that take it document the effect of
    /// NaN and infinity.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradients, double value);

    /// <summary>Updates parameters that are separate tensors, without copying them. Allocates nothing.</summary>
    /// <param name="tensors">Parameters and gradients, of the lengths that the optimizer was made for.</param>
    /// <param name="value">The loss at these parameters.</param>
    /// <exception cref="ArgumentException">They have other lengths; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of; nothing was modified.</exception>
    /// <exception cref="NotSupportedException">This implementation, unlike a generated one, has flat vectors only.</exception>
    void Step(TensorBuffers<T> tensors, double value) =>
        throw new NotSupportedException($"{GetType().Name} steps flat vectors only. Pass spans.");

    /// <inheritdoc/>
    void IGradientDrivenOptimizer<T>.StepWithGradient(Span<T> parameters, Span<T> gradients, double value) =>
        Step(parameters, gradients, value);

    /// <inheritdoc/>
    void IGradientDrivenOptimizer<T>.StepWithGradient(TensorBuffers<T> tensors, double value) => Step(tensors, value);
}

/// <summary>An <see cref="ILossOptimizer{T}"/> that overwrites the gradient: declared with
/// <see cref="OptimizerAttribute.ConsumesGradients"/>.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ILossConsumingOptimizer<T> : IGradientDrivenOptimizer<T> where T : unmanaged
{
    /// <summary>Updates the parameters in place with one gradient. Allocates nothing.</summary>
    /// <param name="parameters">The parameters, as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters, of the same length; may not overlap them. Holds
    /// unspecified values afterwards.</param>
    /// <param name="value">The loss at these parameters. It is not checked: the transforms that take it document the effect of
    /// NaN and infinity.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    void Step(Span<T> parameters, Span<T> gradients, double value);

    /// <summary>Updates parameters that are separate tensors, without copying them. Allocates nothing.</summary>
    /// <param name="tensors">Parameters and gradients, of the lengths that the optimizer was made for.</param>
    /// <param name="value">The loss at these parameters.</param>
    /// <exception cref="ArgumentException">They have other lengths; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of; nothing was modified.</exception>
    /// <exception cref="NotSupportedException">This implementation, unlike a generated one, has flat vectors only.</exception>
    void Step(TensorBuffers<T> tensors, double value) =>
        throw new NotSupportedException($"{GetType().Name} steps flat vectors only. Pass spans.");

    /// <inheritdoc/>
    void IGradientDrivenOptimizer<T>.StepWithGradient(Span<T> parameters, Span<T> gradients, double value) =>
        Step(parameters, gradients, value);

    /// <inheritdoc/>
    void IGradientDrivenOptimizer<T>.StepWithGradient(TensorBuffers<T> tensors, double value) => Step(tensors, value);
}
