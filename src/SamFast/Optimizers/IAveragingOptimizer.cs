namespace SamFast;

/// <summary>An optimizer whose model is evaluated with other parameters than those it steps with: averages, slow
/// weights. Every optimizer in whose chain a transform has the kernel <c>EvaluationParameters</c>; where several have,
/// the last one's.</summary>
/// <typeparam name="T">The type of the parameters: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface IAveragingOptimizer<T> : IOptimizer<T> where T : unmanaged
{
    /// <summary>Writes the parameters to evaluate the model with; before the first step, the current ones. Allocates nothing
    /// and changes no state.</summary>
    /// <param name="parameters">The parameters after the last step. If a sharpness-aware optimizer has perturbed them, it uses
    /// its unperturbed copy instead.</param>
    /// <param name="destination">The destination: the parameters themselves, or memory that does not overlap them.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap in part; nothing was
    /// written.</exception>
    void CopyEvaluationParametersTo(ReadOnlySpan<T> parameters, Span<T> destination);
}
