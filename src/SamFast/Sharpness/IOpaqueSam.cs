namespace SamFast;

/// <summary>A sharpness-aware optimizer that evaluates gradients itself: each <c>Step</c> is a whole period.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IOpaqueSam<T> : IOptimizer<T> where T : unmanaged
{
    /// <summary>A whole period: <c>syncPeriod</c> evaluations of the gradient, one outer step, or one for each ascent
    /// (<see cref="LookbehindAttribute"/>). Allocates nothing.</summary>
    /// <param name="parameters">The parameters, updated in place.</param>
    /// <param name="gradient">The gradient function; called at the parameters first.</param>
    /// <exception cref="ArgumentException">The span has another length; nothing was modified.</exception>
    void Step<TGradient>(Span<T> parameters, ref TGradient gradient) where TGradient : IGradient<T>, allows ref struct;

    /// <summary>A whole period with the gradient at the parameters known: one evaluation fewer.</summary>
    /// <param name="parameters">The parameters, updated in place.</param>
    /// <param name="gradients">The gradient at these parameters; may not overlap them.</param>
    /// <param name="gradient">The gradient function; called at the perturbed points only.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    void Step<TGradient>(Span<T> parameters, ReadOnlySpan<T> gradients, ref TGradient gradient)
        where TGradient : IGradient<T>, allows ref struct;

    /// <inheritdoc cref="Step{TGradient}(Span{T}, ref TGradient)"/>
    /// <exception cref="ArgumentNullException">The gradient function is null.</exception>
    void Step(Span<T> parameters, GradientFunction<T> gradient);

    /// <inheritdoc cref="Step{TGradient}(Span{T}, ReadOnlySpan{T}, ref TGradient)"/>
    /// <exception cref="ArgumentNullException">The gradient function is null.</exception>
    void Step(Span<T> parameters, ReadOnlySpan<T> gradients, GradientFunction<T> gradient);

    /// <inheritdoc/>
    double IOptimizer<T>.StepWith<TObjective>(Span<T> parameters, Span<T> gradients, ref TObjective objective)
    {
        double value = objective.Evaluate(parameters, gradients);
        var gradient = new ObjectiveGradient<T, TObjective>(objective);
        try
        {
            Step(parameters, gradients, ref gradient);
        }
        finally
        {
            objective = gradient.Objective;
        }

        return value;
    }
}
