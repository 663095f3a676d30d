namespace SamFast;

/// <summary>
/// A gradient function, for optimizers that ask for gradients themselves (<see cref="SamMode.Opaque"/>). Implemented by
/// a struct, it is inlined and nothing is allocated; a ref struct may hold the spans it computes with.
/// </summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IGradient<T> where T : unmanaged
{
    /// <summary>Writes the gradient of the loss at <paramref name="point"/>.</summary>
    /// <param name="point">Where to evaluate; as long as the parameters. Valid during the call only.</param>
    /// <param name="gradient">Receives the gradient, every element of it; as long as the parameters. Holds unspecified
    /// values on entry.</param>
    /// <param name="evaluation">Which evaluation of the period this is.</param>
    void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation);
}

/// <summary>A gradient function as a delegate. See <see cref="IGradient{T}"/> for the contract.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
/// <param name="point">Where to evaluate; valid during the call only.</param>
/// <param name="gradient">Receives the gradient, every element of it.</param>
public delegate void GradientFunction<T>(ReadOnlySpan<T> point, Span<T> gradient) where T : unmanaged;

/// <summary>Tells a gradient function at which point of the period it is evaluated.</summary>
/// <param name="AscentStep">How many ascent steps lead to this point: 0 at the unperturbed parameters.</param>
/// <param name="AscentSteps">How many ascent steps a period has: <c>syncPeriod − 1</c>.</param>
public readonly record struct GradientEvaluation(int AscentStep, int AscentSteps)
{
    /// <summary>Whether the point is perturbed: a model with running statistics should leave them alone here.</summary>
    public bool IsPerturbed => AscentStep > 0;
}
