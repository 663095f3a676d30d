namespace SamFast;

/// <summary>
/// A gradient function, for optimizers that evaluate gradients themselves (<see cref="SamMode.Opaque"/>). Implemented by
/// a struct, it is inlined and nothing is allocated; a ref struct may hold the spans it computes with.
/// </summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IGradient<T> where T : unmanaged
{
    /// <summary>Writes the gradient of the loss at <paramref name="point"/>.</summary>
    /// <param name="point">The point of evaluation, as long as the parameters. Valid during the call only.</param>
    /// <param name="gradient">Receives the gradient, every element of it; as long as the parameters. Holds unspecified
    /// values on entry.</param>
    /// <param name="evaluation">The position of this evaluation in the period.</param>
    void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation);
}

/// <summary>A gradient function as a delegate. See <see cref="IGradient{T}"/> for the contract.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
/// <param name="point">The point of evaluation. Valid during the call only.</param>
/// <param name="gradient">Receives the gradient, every element of it.</param>
public delegate void GradientFunction<T>(ReadOnlySpan<T> point, Span<T> gradient) where T : unmanaged;

/// <summary>The position of a gradient evaluation in a period.</summary>
/// <param name="AscentStep">The number of ascent steps to this point: 0 at the unperturbed parameters.</param>
/// <param name="AscentSteps">The number of ascent steps of a period: <c>syncPeriod − 1</c>.</param>
public readonly record struct GradientEvaluation(int AscentStep, int AscentSteps)
{
    /// <summary>True if the point is perturbed. A model must not update its running statistics there.</summary>
    public bool IsPerturbed => AscentStep > 0;
}
