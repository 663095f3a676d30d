namespace SamFast;

/// <summary>
/// A loss and its gradient, for optimizers that evaluate it themselves: those whose chain ends in a line search.
/// Implemented by a struct, it is inlined and nothing is allocated; a ref struct may hold the spans it computes with.
/// </summary>
/// <remarks>One function within a step. In the next step it may be another one, if its bits or its instance tell so:
/// <see cref="ILinesearchOptimizer{T}.Step{TObjective}(Span{T}, ref TObjective)"/>; if not, implement
/// <see cref="IStochasticObjective{T}"/>.</remarks>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IObjective<T> where T : unmanaged
{
    /// <summary>Returns the loss at <paramref name="point"/>, and writes its gradient where one is asked for.</summary>
    /// <param name="point">Where to evaluate; as long as the parameters. Valid during the call only.</param>
    /// <param name="gradient">Receives the gradient, every element of it, and holds unspecified values on entry; or empty:
    /// the loss alone is asked for.</param>
    /// <returns>The loss; NaN or infinite where it has no value, which the search steps back from.</returns>
    double Evaluate(ReadOnlySpan<T> point, Span<T> gradient);
}

/// <summary>A loss and its gradient as a delegate. See <see cref="IObjective{T}"/> for the contract.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
/// <param name="point">Where to evaluate; valid during the call only.</param>
/// <param name="gradient">Receives the gradient, every element of it; or empty.</param>
/// <returns>The loss.</returns>
public delegate double ObjectiveFunction<T>(ReadOnlySpan<T> point, Span<T> gradient) where T : unmanaged;
