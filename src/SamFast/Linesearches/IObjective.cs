namespace SamFast;

/// <summary>
/// A loss and its gradient, for callers that evaluate it themselves: optimizers whose chain ends in a line search, and
/// <see cref="SharpnessMeter{T}"/>. Implemented by a struct, it is inlined and nothing is allocated; a ref struct may hold the
/// spans it computes with.
/// </summary>
/// <remarks><para>It must be the same function within a step. It may be another one in the next step, if its bits or its
/// instance differ:
/// <see cref="ILinesearchOptimizer{T}.Step{TObjective}(Span{T}, ref TObjective)"/>; if not, implement
/// <see cref="IStochasticObjective{T}"/>.</para>
/// <para>If only the value is needed, the gradient is an empty span:
/// <see cref="SharpnessMeter{T}.Climb{TObjective}"/> needs no gradient at the last point, and
/// <see cref="SharpnessMeter{T}.Average{TObjective}"/> none at all. Test <c>gradient.IsEmpty</c> before writing to
/// it.</para></remarks>
/// <example><code>
/// readonly struct Bowl : IObjective&lt;double&gt;
/// {
///     public double Evaluate(ReadOnlySpan&lt;double&gt; point, Span&lt;double&gt; gradient)
///     {
///         double loss = 0;
///         for (int i = 0; i &lt; point.Length; i++)
///             loss += 0.5 * point[i] * point[i];
///         if (!gradient.IsEmpty)
///             point.CopyTo(gradient);
///         return loss;
///     }
/// }
/// </code></example>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IObjective<T> where T : unmanaged
{
    /// <summary>Returns the loss at <paramref name="point"/>, and writes its gradient unless <paramref name="gradient"/> is
    /// empty.</summary>
    /// <param name="point">The point of evaluation, as long as the parameters. Valid during the call only.</param>
    /// <param name="gradient">Receives the gradient, every element of it, and holds unspecified values on entry; or empty if
    /// only the loss is needed.</param>
    /// <returns>The loss; NaN or infinite where it is undefined; the search then backs off.</returns>
    double Evaluate(ReadOnlySpan<T> point, Span<T> gradient);
}

/// <summary>A loss and its gradient as a delegate. See <see cref="IObjective{T}"/> for the contract.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
/// <param name="point">The point of evaluation. Valid during the call only.</param>
/// <param name="gradient">Receives the gradient, every element of it; or empty if only the loss is needed.</param>
/// <returns>The loss.</returns>
public delegate double ObjectiveFunction<T>(ReadOnlySpan<T> point, Span<T> gradient) where T : unmanaged;
