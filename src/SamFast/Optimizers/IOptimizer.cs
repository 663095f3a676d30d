namespace SamFast;

/// <summary>The members that every optimizer has, and <see cref="StepWith"/>, which steps any of them. The derived interfaces add
/// the <c>Step</c> of each kind.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IOptimizer<T> where T : unmanaged
{
    /// <summary>The tensors of the parameters.</summary>
    Layout Layout { get; }

    /// <summary>The number of parameters.</summary>
    int ParameterCount { get; }

    /// <summary>The number of completed steps; with sharpness-aware minimization, those of the outer optimizer.</summary>
    long StepCount { get; }

    /// <summary>Hyperparameters, counters, and the values that the last step has measured and computed.</summary>
    /// <exception cref="InvalidOperationException">Another thread is in a long step, or steps without a pause.</exception>
    IReadOnlyList<StateScalar> Scalars { get; }

    /// <summary>The state vectors.</summary>
    IReadOnlyList<StateSlot<T>> Slots { get; }

    /// <summary>The compiled plan: sweeps, memory traffic and declaration.</summary>
    OptimizerPlan GetPlan();

    /// <summary>Resets state and counters to those of a new optimizer; hyperparameters keep their values.</summary>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step; nothing was modified.</exception>
    void Reset();

    /// <summary>Creates a copy with the same state and hyperparameters.</summary>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step.</exception>
    /// <exception cref="NotSupportedException">This implementation, unlike a generated one, cannot be copied.</exception>
    IOptimizer<T> Clone() => throw new NotSupportedException($"{GetType().Name} cannot be copied.");

    /// <summary>Saves a checkpoint to a file.</summary>
    /// <inheritdoc cref="Optimizer{T}.Save(string, ReadOnlySpan{T}, StateNames, IReadOnlyDictionary{string, string})"/>
    void Save(
        string path, ReadOnlySpan<T> parameters = default, StateNames? names = null,
        IReadOnlyDictionary<string, string>? metadata = null);

    /// <summary>Saves a checkpoint to a stream.</summary>
    /// <inheritdoc cref="Optimizer{T}.Save(Stream, ReadOnlySpan{T}, StateNames, IReadOnlyDictionary{string, string})"/>
    void Save(
        Stream stream, ReadOnlySpan<T> parameters = default, StateNames? names = null,
        IReadOnlyDictionary<string, string>? metadata = null);

    /// <summary>Loads a checkpoint from a file.</summary>
    /// <inheritdoc cref="Optimizer{T}.Load(string, Span{T}, StateNames, CheckpointOptions)"/>
    IReadOnlyDictionary<string, string> Load(
        string path, Span<T> parameters = default, StateNames? names = null, CheckpointOptions options = CheckpointOptions.None);

    /// <summary>Loads a checkpoint from a stream.</summary>
    /// <inheritdoc cref="Optimizer{T}.Load(Stream, Span{T}, StateNames, CheckpointOptions)"/>
    IReadOnlyDictionary<string, string> Load(
        Stream stream, Span<T> parameters = default, StateNames? names = null, CheckpointOptions options = CheckpointOptions.None);

    /// <summary>Takes one step of an optimizer of any kind with the gradients and losses that it needs. Allocates nothing.</summary>
    /// <remarks>The objective is evaluated once, by a sharpness-aware optimizer once per phase of a period, and by a line search as
    /// often as it asks. On return, the parameters are not perturbed.</remarks>
    /// <typeparam name="TObjective">The loss and its gradient.</typeparam>
    /// <param name="parameters">The parameters, updated in place.</param>
    /// <param name="gradients">Memory for a gradient, as long as the parameters and apart from them; holds unspecified values
    /// afterwards.</param>
    /// <param name="objective">The loss and its gradient.</param>
    /// <returns>The loss at the parameters before the step; of a line search, after it.</returns>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap; nothing was modified.</exception>
    /// <exception cref="InvalidOperationException">The step needs the diagonal of the Hessian
    /// (<see cref="IHessianOptimizer{T}.NeedsHessian"/>), which an objective does not give; nothing was modified.</exception>
    double StepWith<TObjective>(Span<T> parameters, Span<T> gradients, ref TObjective objective)
        where TObjective : IObjective<T>, allows ref struct;
}
