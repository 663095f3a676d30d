namespace SamFast;

/// <summary>An optimizer that steps with a gradient and the loss: a chain in which a transform asks for
/// <c>double value</c>, such as <see cref="ScaleByPolyakAttribute"/>.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IValuedOptimizer<T> where T : unmanaged
{
    /// <summary>Updates the parameters in place with one gradient. Allocates nothing.</summary>
    /// <param name="parameters">The parameters, as many as the optimizer was made for.</param>
    /// <param name="gradients">The gradient at these parameters, of the same length; may not overlap them.</param>
    /// <param name="value">The loss at these parameters. It is not checked: what NaN and infinity do is a matter of the
    /// transforms that ask for it, which document it.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradients, double value);

    /// <summary>Updates parameters that are separate tensors, where they are. Allocates nothing.</summary>
    /// <param name="tensors">Parameters and gradients, of the lengths that the optimizer was made for.</param>
    /// <param name="value">The loss at these parameters.</param>
    /// <exception cref="ArgumentException">They have other lengths; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of; nothing was modified.</exception>
    /// <exception cref="NotSupportedException">This implementation, unlike those that are generated, has flat vectors only.
    /// </exception>
    void Step(Tensors<T> tensors, double value) =>
        throw new NotSupportedException($"{GetType().Name} steps flat vectors only. Pass spans.");
}

/// <summary>An <see cref="IValuedOptimizer{T}"/> that overwrites the gradient: declared with
/// <see cref="OptimizerAttribute.ConsumesGradients"/>.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IValuedConsumingOptimizer<T> where T : unmanaged
{
    /// <summary>Updates the parameters in place with one gradient. Allocates nothing.</summary>
    /// <param name="parameters">The parameters, as many as the optimizer was made for.</param>
    /// <param name="gradients">The gradient at these parameters, of the same length; may not overlap them. Holds
    /// unspecified values afterwards.</param>
    /// <param name="value">The loss at these parameters; see <see cref="IValuedOptimizer{T}"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    void Step(Span<T> parameters, Span<T> gradients, double value);

    /// <summary>Updates parameters that are separate tensors, where they are. Allocates nothing.</summary>
    /// <param name="tensors">Parameters and gradients, of the lengths that the optimizer was made for.</param>
    /// <param name="value">The loss at these parameters.</param>
    /// <exception cref="ArgumentException">They have other lengths; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of; nothing was modified.</exception>
    /// <exception cref="NotSupportedException">This implementation, unlike those that are generated, has flat vectors only.
    /// </exception>
    void Step(Tensors<T> tensors, double value) =>
        throw new NotSupportedException($"{GetType().Name} steps flat vectors only. Pass spans.");
}
