using System.Numerics;

namespace SamFast;

/// <summary>Activation functions, element by element, for losses. See <see cref="Dense"/> for the companions of an
/// operation.</summary>
/// <remarks>The same bits for every vector width. Values and derivatives are accurate within a few units in the last place,
/// except near their zeros other than x = 0.</remarks>
public static partial class Activations
{
    /// <summary>max(x, 0), of each element: <c>jax.nn.relu</c>. Its derivative at 0 is 0; NaN remains NaN and has the
    /// derivative 0.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="output">Receives the values; as long as the arguments.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the output overlaps the arguments.</exception>
    [Derivative(nameof(ReluAdjoint), Tangent = nameof(ReluTangent), AdjointTangent = nameof(ReluAdjointTangent))]
    public static void Relu<T>(ReadOnlySpan<T> x, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate<T, ReluFunction>(x, output);

    /// <summary>Adds f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void ReluAdjoint<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint<T, ReluFunction>(x, outputAdjoint, xAdjoint);

    /// <summary>Writes f′(x)·ẋ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void ReluTangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EvaluateTangent<T, ReluFunction>(x, xTangent, outputTangent);

    /// <summary>Adds the directional derivative of f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void ReluAdjointTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent<T, ReluFunction>(x, xTangent, outputAdjoint, outputAdjointTangent, xAdjointTangent);

    /// <summary>tanh x, of each element: <c>jax.numpy.tanh</c>. The derivative is accurate where the value is nearly ±1,
    /// too.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="output">Receives the values; as long as the arguments.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the output overlaps the arguments.</exception>
    [Derivative(nameof(TanhAdjoint), Tangent = nameof(TanhTangent), AdjointTangent = nameof(TanhAdjointTangent))]
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate<T, TanhFunction>(x, output);

    /// <summary>Adds f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void TanhAdjoint<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint<T, TanhFunction>(x, outputAdjoint, xAdjoint);

    /// <summary>Writes f′(x)·ẋ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void TanhTangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EvaluateTangent<T, TanhFunction>(x, xTangent, outputTangent);

    /// <summary>Adds the directional derivative of f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void TanhAdjointTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent<T, TanhFunction>(x, xTangent, outputAdjoint, outputAdjointTangent, xAdjointTangent);

    /// <summary>1 ÷ (1 + e⁻ˣ), of each element: <c>jax.nn.sigmoid</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="output">Receives the values; as long as the arguments.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the output overlaps the arguments.</exception>
    [Derivative(nameof(SigmoidAdjoint), Tangent = nameof(SigmoidTangent), AdjointTangent = nameof(SigmoidAdjointTangent))]
    public static void Sigmoid<T>(ReadOnlySpan<T> x, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate<T, SigmoidFunction>(x, output);

    /// <summary>Adds f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SigmoidAdjoint<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint<T, SigmoidFunction>(x, outputAdjoint, xAdjoint);

    /// <summary>Writes f′(x)·ẋ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SigmoidTangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EvaluateTangent<T, SigmoidFunction>(x, xTangent, outputTangent);

    /// <summary>Adds the directional derivative of f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SigmoidAdjointTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent<T, SigmoidFunction>(x, xTangent, outputAdjoint, outputAdjointTangent, xAdjointTangent);

    /// <summary>x·σ(x), where σ is the sigmoid, of each element: <c>jax.nn.silu</c>, also called swish. NaN of −∞.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="output">Receives the values; as long as the arguments.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the output overlaps the arguments.</exception>
    [Derivative(nameof(SiluAdjoint), Tangent = nameof(SiluTangent), AdjointTangent = nameof(SiluAdjointTangent))]
    public static void Silu<T>(ReadOnlySpan<T> x, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate<T, SiluFunction>(x, output);

    /// <summary>Adds f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SiluAdjoint<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint<T, SiluFunction>(x, outputAdjoint, xAdjoint);

    /// <summary>Writes f′(x)·ẋ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SiluTangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EvaluateTangent<T, SiluFunction>(x, xTangent, outputTangent);

    /// <summary>Adds the directional derivative of f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SiluAdjointTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent<T, SiluFunction>(x, xTangent, outputAdjoint, outputAdjointTangent, xAdjointTangent);

    /// <summary>ln(1 + eˣ), of each element: <c>jax.nn.softplus</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="output">Receives the values; as long as the arguments.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the output overlaps the arguments.</exception>
    [Derivative(nameof(SoftplusAdjoint), Tangent = nameof(SoftplusTangent), AdjointTangent = nameof(SoftplusAdjointTangent))]
    public static void Softplus<T>(ReadOnlySpan<T> x, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate<T, SoftplusFunction>(x, output);

    /// <summary>Adds f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SoftplusAdjoint<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint<T, SoftplusFunction>(x, outputAdjoint, xAdjoint);

    /// <summary>Writes f′(x)·ẋ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SoftplusTangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EvaluateTangent<T, SoftplusFunction>(x, xTangent, outputTangent);

    /// <summary>Adds the directional derivative of f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SoftplusAdjointTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent<T, SoftplusFunction>(x, xTangent, outputAdjoint, outputAdjointTangent, xAdjointTangent);

    /// <summary>x·½(1 + tanh(√(2/π)·(x + 0.044715x³))), of each element: <c>jax.nn.gelu</c>, whose default is this
    /// approximation. Hendrycks and Gimpel 2016 (arXiv:1606.08415). NaN of −∞.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="output">Receives the values; as long as the arguments.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the output overlaps the arguments.</exception>
    [Derivative(nameof(GeluAdjoint), Tangent = nameof(GeluTangent), AdjointTangent = nameof(GeluAdjointTangent))]
    public static void Gelu<T>(ReadOnlySpan<T> x, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate<T, GeluFunction>(x, output);

    /// <summary>Adds f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void GeluAdjoint<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint<T, GeluFunction>(x, outputAdjoint, xAdjoint);

    /// <summary>Writes f′(x)·ẋ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void GeluTangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EvaluateTangent<T, GeluFunction>(x, xTangent, outputTangent);

    /// <summary>Adds the directional derivative of f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void GeluAdjointTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent<T, GeluFunction>(x, xTangent, outputAdjoint, outputAdjointTangent, xAdjointTangent);

    /// <summary>x·Φ(x), where Φ is the distribution function of the normal distribution, of each element: <c>jax.nn.gelu</c>
    /// with <c>approximate=False</c>. Hendrycks and Gimpel 2016 (arXiv:1606.08415). NaN of −∞.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="output">Receives the values; as long as the arguments.</param>
    /// <exception cref="ArgumentException">Lengths differ, or the output overlaps the arguments.</exception>
    [Derivative(nameof(GeluExactAdjoint), Tangent = nameof(GeluExactTangent), AdjointTangent = nameof(GeluExactAdjointTangent))]
    public static void GeluExact<T>(ReadOnlySpan<T> x, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Evaluate<T, GeluExactFunction>(x, output);

    /// <summary>Adds f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void GeluExactAdjoint<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => AddAdjoint<T, GeluExactFunction>(x, outputAdjoint, xAdjoint);

    /// <summary>Writes f′(x)·ẋ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void GeluExactTangent<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => EvaluateTangent<T, GeluExactFunction>(x, xTangent, outputTangent);

    /// <summary>Adds the directional derivative of f′(x)·ȳ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void GeluExactAdjointTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AddAdjointTangent<T, GeluExactFunction>(x, xTangent, outputAdjoint, outputAdjointTangent, xAdjointTangent);
}
