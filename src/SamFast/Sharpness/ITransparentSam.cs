namespace SamFast;

/// <summary>A sharpness-aware optimizer whose caller computes the gradients: each <c>Step</c> is one phase.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ITransparentSam<T> : IGradientOptimizer<T>, IPhasedSam<T> where T : unmanaged;

/// <summary>A sharpness-aware optimizer whose caller computes the gradients and the loss.</summary>
/// <remarks>The loss is passed to the running operand: in the first ascent that of the unperturbed parameters, afterwards that
/// of the perturbed ones. An operand that does not take it ignores it.</remarks>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ILossTransparentSam<T> : ILossOptimizer<T>, IPhasedSam<T> where T : unmanaged;

/// <summary>A sharpness-aware optimizer whose <c>Step</c> is one phase of a period.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IPhasedSam<T> : IOptimizer<T> where T : unmanaged
{
    /// <summary>The use of the gradient in the next <c>Step</c>.</summary>
    SamPhase Phase { get; }

    /// <summary>The number of ascents done in this period: 0 while the parameters are unperturbed.</summary>
    int AscentStep { get; }

    /// <summary>The unperturbed parameters while the caller's are perturbed; empty otherwise.</summary>
    ReadOnlySpan<T> SavedParameters { get; }

    /// <summary>Abandons a period: restores the unperturbed parameters bit for bit, so that the next <c>Step</c> begins a new
    /// period. Has no effect while the parameters are unperturbed.</summary>
    /// <remarks>The state of the operands is not restored: the adversary's includes the ascents of the period. The outer
    /// optimizer's is unchanged, unless it steps after each ascent (<see cref="LookbehindAttribute"/>); the parameters are then
    /// those after its last step. Gradients accumulated by an enclosing <c>[MultiSteps]</c> at the perturbed parameters are
    /// dropped.</remarks>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">The span has another length; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of; nothing was modified.</exception>
    void Restore(Span<T> parameters);

    /// <summary>The same for parameters in separate tensors, in place.</summary>
    /// <param name="tensors">The parameters.</param>
    /// <exception cref="ArgumentException">They have other lengths; nothing was modified.</exception>
    /// <exception cref="ObjectDisposedException">They were disposed of; nothing was modified.</exception>
    void Restore(TensorBuffers<T> tensors);
}
