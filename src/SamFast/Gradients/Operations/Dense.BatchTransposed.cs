using System.Numerics;

namespace SamFast;

public static partial class Dense
{
    /// <summary>The products of the matrices of a batch and the transposed ones of another, C = A·Bᵀ.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, batch × rows × inner.</param>
    /// <param name="b">B, batch × columns × inner.</param>
    /// <param name="batch">The number of products, from 0.</param>
    /// <param name="rows">The number of rows of the product, from 0.</param>
    /// <param name="inner">The number of summands, from 0; without any, the product is 0.</param>
    /// <param name="columns">The number of columns of the product, from 0.</param>
    /// <param name="output">Receives C, batch × rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(BatchMatMulNTAdjoint), Tangent = nameof(BatchMatMulNTTangent),
        AdjointTangent = nameof(BatchMatMulNTAdjointTangent))]
    public static void BatchMatMulNT<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NT, batch, rows, inner, columns).Evaluate(a, b, output);

    /// <summary>Adds Ȳ·B to the adjoint of A, and Ȳᵀ·A to that of B.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulNTAdjoint<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> outputAdjoint,
        Span<T> aAdjoint, Span<T> bAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NT, batch, rows, inner, columns).AddAdjoints(a, b, outputAdjoint, aAdjoint, bAdjoint);

    /// <summary>Writes Ȧ·Bᵀ + A·Ḃᵀ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulNTTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NT, batch, rows, inner, columns).EvaluateTangent(a, b, aTangent, bTangent, outputTangent);

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulNTAdjointTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> aAdjointTangent, Span<T> bAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NT, batch, rows, inner, columns).AddAdjointTangents(
            new(a, b), new(aTangent, bTangent), outputAdjoint, outputAdjointTangent, aAdjointTangent, bAdjointTangent);

    /// <summary>The products of the transposed matrices of a batch and those of another, C = Aᵀ·B.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, batch × inner × rows.</param>
    /// <param name="b">B, batch × inner × columns.</param>
    /// <param name="batch">The number of products, from 0.</param>
    /// <param name="rows">The number of rows of the product, from 0.</param>
    /// <param name="inner">The number of summands, from 0; without any, the product is 0.</param>
    /// <param name="columns">The number of columns of the product, from 0.</param>
    /// <param name="output">Receives C, batch × rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(BatchMatMulTNAdjoint), Tangent = nameof(BatchMatMulTNTangent),
        AdjointTangent = nameof(BatchMatMulTNAdjointTangent))]
    public static void BatchMatMulTN<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.TN, batch, rows, inner, columns).Evaluate(a, b, output);

    /// <summary>Adds B·Ȳᵀ to the adjoint of A, and A·Ȳ to that of B.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulTNAdjoint<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> outputAdjoint,
        Span<T> aAdjoint, Span<T> bAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.TN, batch, rows, inner, columns).AddAdjoints(a, b, outputAdjoint, aAdjoint, bAdjoint);

    /// <summary>Writes Ȧᵀ·B + Aᵀ·Ḃ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulTNTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.TN, batch, rows, inner, columns).EvaluateTangent(a, b, aTangent, bTangent, outputTangent);

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulTNAdjointTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> aAdjointTangent, Span<T> bAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.TN, batch, rows, inner, columns).AddAdjointTangents(
            new(a, b), new(aTangent, bTangent), outputAdjoint, outputAdjointTangent, aAdjointTangent, bAdjointTangent);
}
