using System.Numerics;

namespace SamFast;

public static partial class Dense
{
    /// <summary>The product of a matrix and the transpose of another, C = A·Bᵀ.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, columns × inner.</param>
    /// <param name="rows">The number of rows of the product, from 0.</param>
    /// <param name="inner">The number of summands, from 0; without any, the product is 0.</param>
    /// <param name="columns">The number of columns of the product, from 0.</param>
    /// <param name="output">Receives C, rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(MatMulNTAdjoint), Tangent = nameof(MatMulNTTangent),
        AdjointTangent = nameof(MatMulNTAdjointTangent))]
    public static void MatMulNT<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NT, 1, rows, inner, columns).Evaluate(a, b, output);

    /// <summary>Adds Ȳ·B to the adjoint of A, and Ȳᵀ·A to that of B.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulNTAdjoint<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> outputAdjoint,
        Span<T> aAdjoint, Span<T> bAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NT, 1, rows, inner, columns).AddAdjoints(a, b, outputAdjoint, aAdjoint, bAdjoint);

    /// <summary>Writes Ȧ·Bᵀ + A·Ḃᵀ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulNTTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NT, 1, rows, inner, columns).EvaluateTangent(a, b, aTangent, bTangent, outputTangent);

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulNTAdjointTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> aAdjointTangent, Span<T> bAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NT, 1, rows, inner, columns).AddAdjointTangents(
            new(a, b), new(aTangent, bTangent), outputAdjoint, outputAdjointTangent, aAdjointTangent, bAdjointTangent);

    /// <summary>The product of the transpose of a matrix and another, C = Aᵀ·B.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, inner × rows.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="rows">The number of rows of the product, from 0.</param>
    /// <param name="inner">The number of summands, from 0; without any, the product is 0.</param>
    /// <param name="columns">The number of columns of the product, from 0.</param>
    /// <param name="output">Receives C, rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(MatMulTNAdjoint), Tangent = nameof(MatMulTNTangent),
        AdjointTangent = nameof(MatMulTNAdjointTangent))]
    public static void MatMulTN<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.TN, 1, rows, inner, columns).Evaluate(a, b, output);

    /// <summary>Adds B·Ȳᵀ to the adjoint of A, and A·Ȳ to that of B.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulTNAdjoint<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> outputAdjoint,
        Span<T> aAdjoint, Span<T> bAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.TN, 1, rows, inner, columns).AddAdjoints(a, b, outputAdjoint, aAdjoint, bAdjoint);

    /// <summary>Writes Ȧᵀ·B + Aᵀ·Ḃ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulTNTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.TN, 1, rows, inner, columns).EvaluateTangent(a, b, aTangent, bTangent, outputTangent);

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulTNAdjointTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> aAdjointTangent, Span<T> bAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.TN, 1, rows, inner, columns).AddAdjointTangents(
            new(a, b), new(aTangent, bTangent), outputAdjoint, outputAdjointTangent, aAdjointTangent, bAdjointTangent);
}
