namespace SamFast;

/// <summary>A sharpness-aware optimizer whose caller computes the gradients: each <c>Step</c> is one phase.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITransparentSam<T> : IGradientOptimizer<T>, IPhasedSam<T> where T : unmanaged
{
    /// <inheritdoc/>
    double IOptimizer<T>.StepWith<TObjective>(Span<T> parameters, Span<T> gradients, ref TObjective objective)
    {
        double first = objective.Evaluate(parameters, gradients);
        Step(parameters, gradients);
        while (AscentStep > 0)
        {
            objective.Evaluate(parameters, gradients);
            Step(parameters, gradients);
        }

        return first;
    }
}

/// <summary>A sharpness-aware optimizer whose caller computes the gradients and the loss.</summary>
/// <remarks>The loss goes to the operand that runs: that of the unperturbed parameters in the first ascent, that of the
/// perturbed ones afterwards. An operand that does not ask for it ignores it.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ILossTransparentSam<T> : ILossOptimizer<T>, IPhasedSam<T> where T : unmanaged
{
    /// <inheritdoc/>
    double IOptimizer<T>.StepWith<TObjective>(Span<T> parameters, Span<T> gradients, ref TObjective objective)
    {
        double first = objective.Evaluate(parameters, gradients);
        Step(parameters, gradients, first);
        while (AscentStep > 0)
        {
            double value = objective.Evaluate(parameters, gradients);
            Step(parameters, gradients, value);
        }

        return first;
    }
}

/// <summary>Where a sharpness-aware optimizer is in its period, whose <c>Step</c> is one phase.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IPhasedSam<T> : IOptimizer<T> where T : unmanaged
{
    /// <summary>What the next <c>Step</c> does with the gradient it is given.</summary>
    SamPhase Phase { get; }

    /// <summary>How many ascents of this period are done: 0 while the parameters are unperturbed.</summary>
    int AscentStep { get; }

    /// <summary>The unperturbed parameters while the caller's are perturbed; empty otherwise.</summary>
    ReadOnlySpan<T> SavedParameters { get; }

    /// <summary>Leaves a period before its end: puts the parameters back from which the climb began, bit for bit, and the next
    /// <c>Step</c> begins a new one. At the unperturbed parameters, it does nothing.</summary>
    /// <remarks>What the operands keep stays: the adversary has seen the ascents that were made, and the outer optimizer
    /// nothing of the period, unless it steps after each ascent (<see cref="LookbehindAttribute"/>): then the parameters are those that it
    /// has led to. Gradients that <c>[MultiSteps]</c> around it has gathered at the perturbed point are dropped.</remarks>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">The span has another length; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of; nothing was modified.</exception>
    void Restore(Span<T> parameters);

    /// <summary>The same for parameters that are separate tensors, where they are.</summary>
    /// <param name="tensors">The parameters.</param>
    /// <exception cref="ArgumentException">They have other lengths; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of; nothing was modified.</exception>
    void Restore(TensorBuffers<T> tensors);
}
