using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>Adapts a delegate to <see cref="IGradient{T}"/>. Used by generated code.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
/// <param name="function">The gradient function.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DelegateGradient<T>(GradientFunction<T> function) : IGradient<T> where T : unmanaged
{
    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation) => function(point, gradient);
}
