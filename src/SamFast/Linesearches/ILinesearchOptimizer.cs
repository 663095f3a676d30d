namespace SamFast;

/// <summary>An optimizer that evaluates the loss itself: its chain ends in a line search, such as
/// <see cref="ScaleByZoomLinesearchAttribute"/>.</summary>
/// <remarks>An exception from the objective leaves the parameters and the state of the optimizer as they were before the
/// step.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ILinesearchOptimizer<T> : IOptimizer<T> where T : unmanaged
{
    /// <summary>The result of the last step's search.</summary>
    LinesearchResult LastSearch { get; }

    /// <summary>The gradient at the parameters after the last step, if the search evaluated it; otherwise empty. Valid until
    /// the next step evaluates the objective.</summary>
    ReadOnlySpan<T> LastGradient { get; }

    /// <summary>Evaluates the objective at the parameters, unless the last step did, then along the update. Allocates
    /// nothing.</summary>
    /// <remarks>If the parameters are unchanged since the last step, bit for bit, there is a <see cref="LastGradient"/>, and
    /// the objective is the same, the step begins with that gradient and <see cref="LinesearchResult.Value"/>. A struct is the
    /// same objective if its bits are unchanged, an object or a delegate if it is the same instance. An <see
    /// cref="IStochasticObjective{T}"/> is never considered the same.</remarks>
    /// <param name="parameters">The parameters, updated in place when the search is over.</param>
    /// <param name="objective">The loss and its gradient; a call at the parameters, if any, comes first.</param>
    /// <returns>The loss at the updated parameters.</returns>
    /// <exception cref="ArgumentException">The span has another length; nothing was modified.</exception>
    double Step<TObjective>(Span<T> parameters, ref TObjective objective)
        where TObjective : IObjective<T>, allows ref struct;

    /// <summary>A step with the loss and its gradient at the parameters known: one evaluation fewer.</summary>
    /// <param name="parameters">The parameters, updated in place when the search is over.</param>
    /// <param name="gradients">The gradient at these parameters; may not overlap them.</param>
    /// <param name="value">The loss at these parameters.</param>
    /// <param name="objective">The loss and its gradient; called at other points only.</param>
    /// <returns>The loss at the updated parameters.</returns>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    double Step<TObjective>(Span<T> parameters, ReadOnlySpan<T> gradients, double value, ref TObjective objective)
        where TObjective : IObjective<T>, allows ref struct;

    /// <inheritdoc cref="Step{TObjective}(Span{T}, ref TObjective)"/>
    /// <exception cref="ArgumentNullException">The objective is null.</exception>
    double Step(Span<T> parameters, ObjectiveFunction<T> objective);

    /// <inheritdoc cref="Step{TObjective}(Span{T}, ReadOnlySpan{T}, double, ref TObjective)"/>
    /// <exception cref="ArgumentNullException">The objective is null.</exception>
    double Step(Span<T> parameters, ReadOnlySpan<T> gradients, double value, ObjectiveFunction<T> objective);

    /// <inheritdoc/>
    double IOptimizer<T>.StepWith<TObjective>(Span<T> parameters, Span<T> gradients, ref TObjective objective) =>
        Step(parameters, ref objective);
}
