namespace SamFast;

/// <summary>An optimizer that averages the diagonal of the Hessian, which its caller estimates at an interval of steps.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IHessianOptimizer<T> : IOptimizer<T> where T : unmanaged
{
    /// <summary>True if the next step needs the diagonal.</summary>
    bool NeedsHessian { get; }

    /// <summary>Updates the parameters in place with one gradient, in a step that does not need the diagonal. Allocates
    /// nothing.</summary>
    /// <param name="parameters">The parameters, as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters, of the same length; may not overlap them.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    /// <exception cref="InvalidOperationException">The step needs the diagonal; nothing was modified.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradients);

    /// <summary>Updates the parameters in place with one gradient, and averages the diagonal of the Hessian, which takes effect
    /// in the next step. Allocates nothing.</summary>
    /// <param name="parameters">The parameters, as many as the optimizer was constructed for.</param>
    /// <param name="gradients">The gradient at these parameters, of the same length; may not overlap them.</param>
    /// <param name="hessianDiagonal">The diagonal at these parameters, of the same length; may not overlap them.</param>
    /// <exception cref="ArgumentException">A span has another length, or overlaps the parameters; nothing was
    /// modified.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradients, ReadOnlySpan<T> hessianDiagonal);

    /// <inheritdoc/>
    double IOptimizer<T>.StepWith<TObjective>(Span<T> parameters, Span<T> gradients, ref TObjective objective)
    {
        if (NeedsHessian)
            Throw.NeedsHessian();
        double value = objective.Evaluate(parameters, gradients);
        Step(parameters, gradients);
        return value;
    }
}
