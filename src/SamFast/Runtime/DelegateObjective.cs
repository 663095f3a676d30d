using System.ComponentModel;

namespace SamFast.Runtime;

/// <summary>Adapts a delegate to <see cref="IObjective{T}"/>. Used by generated code.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
/// <param name="function">The loss and its gradient.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DelegateObjective<T>(ObjectiveFunction<T> function) : IObjective<T> where T : unmanaged
{
    /// <summary>The delegate.</summary>
    internal ObjectiveFunction<T> Function => function;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<T> point, Span<T> gradient) => function(point, gradient);
}
