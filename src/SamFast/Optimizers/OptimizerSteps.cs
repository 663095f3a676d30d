namespace SamFast;

/// <summary>Steps of optimizers of any kind.</summary>
public static partial class OptimizerSteps
{
    /// <param name="optimizer">The optimizer.</param>
    /// <inheritdoc cref="IOptimizer{T}.StepWith{TObjective}(Span{T}, Span{T}, ref TObjective)"/>
    /// <param name="parameters"/><param name="gradients"/><param name="objective"/>
    /// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="ArgumentNullException">The optimizer or the objective is null.</exception>
    public static double StepWith<T>(
        this IOptimizer<T> optimizer, Span<T> parameters, Span<T> gradients, ObjectiveFunction<T> objective) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(objective);
        DelegateObjective<T> function = new(objective);
        return optimizer.StepWith(parameters, gradients, ref function);
    }
}
