using System.Numerics;

namespace SamFast;

/// <summary>Products of matrices, for losses: row-major, over spans, without allocation.</summary>
/// <remarks>
/// <para>Each operation reads its inputs and overwrites <c>output</c>, which must not overlap them. Its companions are what a
/// gradient calls; their parameters are named after those of the operation. <c>…Adjoint</c> adds the derivatives of a loss
/// with respect to the inputs to <c>aAdjoint</c> and its like, given <c>outputAdjoint</c>; an empty span is not wanted.
/// <c>…Tangent</c> writes the directional derivative of the output, given those of the inputs, <c>aTangent</c> and its like; an
/// empty one is 0. <c>…AdjointTangent</c> adds the directional derivatives of the adjoints, as Hessian-vector products need
/// them.</para>
/// <para>Each element of a matrix product is a chain of multiply-adds in the order of the summands: on processors with fused
/// multiply-add, the bits depend neither on the vector width nor on the shape. A thread keeps a workspace of about 1 MB from
/// its first product on.</para>
/// </remarks>
public static partial class Dense
{
    /// <summary>The product of two matrices, C = A·B: <c>jax.numpy.matmul</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, rows × inner.</param>
    /// <param name="b">B, inner × columns.</param>
    /// <param name="rows">The number of rows of the product, from 0.</param>
    /// <param name="inner">The number of summands, from 0; without any, the product is 0.</param>
    /// <param name="columns">The number of columns of the product, from 0.</param>
    /// <param name="output">Receives C, rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(MatMulAdjoint), Tangent = nameof(MatMulTangent), AdjointTangent = nameof(MatMulAdjointTangent))]
    public static void MatMul<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NN, 1, rows, inner, columns).Evaluate(a, b, output);

    /// <summary>Adds Ȳ·Bᵀ to the adjoint of A, and Aᵀ·Ȳ to that of B.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulAdjoint<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> outputAdjoint,
        Span<T> aAdjoint, Span<T> bAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NN, 1, rows, inner, columns).AddAdjoints(a, b, outputAdjoint, aAdjoint, bAdjoint);

    /// <summary>Writes Ȧ·B + A·Ḃ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NN, 1, rows, inner, columns).EvaluateTangent(a, b, aTangent, bTangent, outputTangent);

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatMulAdjointTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> aTangent,
        ReadOnlySpan<T> bTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> aAdjointTangent, Span<T> bAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Product<T>(Form.NN, 1, rows, inner, columns).AddAdjointTangents(
            new(a, b), new(aTangent, bTangent), outputAdjoint, outputAdjointTangent, aAdjointTangent, bAdjointTangent);
}
