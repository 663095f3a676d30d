using System.Numerics;

namespace SamFast;

public static partial class Dense
{
    /// <summary>The products of the matrices of two batches, C = A·B: <c>jax.numpy.matmul</c> of
    /// arrays with three axes.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, batch × rows × inner.</param>
    /// <param name="b">B, batch × inner × columns.</param>
    /// <param name="batch">The number of products, from 0.</param>
    /// <param name="rows">The number of rows of the product, from 0.</param>
    /// <param name="inner">The number of summands, from 0; without any, the product is 0.</param>
    /// <param name="columns">The number of columns of the product, from 0.</param>
    /// <param name="output">Receives C, batch × rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(BatchMatMulAdjoint), Tangent = nameof(BatchMatMulTangent),
        AdjointTangent = nameof(BatchMatMulAdjointTangent))]
    public static void BatchMatMul<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NN, batch, rows, inner, columns).Evaluate(a, b, output);

    /// <summary>Adds Ȳ·Bᵀ to the adjoint of A, and Aᵀ·Ȳ to that of B.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulAdjoint<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> outputAdjoint,
        Span<T> aAdjoint, Span<T> bAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NN, batch, rows, inner, columns).AddAdjoints(a, b, outputAdjoint, aAdjoint, bAdjoint);

    /// <summary>Writes Ȧ·B + A·Ḃ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NN, batch, rows, inner, columns).EvaluateTangent(a, b, aTangent, bTangent, outputTangent);

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void BatchMatMulAdjointTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int batch, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> aAdjointTangent, Span<T> bAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NN, batch, rows, inner, columns).AddAdjointTangents(
            new(a, b), new(aTangent, bTangent), outputAdjoint, outputAdjointTangent, aAdjointTangent, bAdjointTangent);
}
