using System.Numerics;
using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Dense
{
    /// <summary>The product of a matrix and a vector, A·x: <c>jax.numpy.matmul</c>.</summary>
    /// <remarks>Inner products are summed in the order of 64-byte blocks, with the same bits for every vector width.</remarks>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, rows × columns.</param>
    /// <param name="x">x, as long as a row.</param>
    /// <param name="rows">The number of rows, from 0.</param>
    /// <param name="columns">The number of columns, from 0.</param>
    /// <param name="output">Receives the product; an element for each row.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(MatVecAdjoint), Tangent = nameof(MatVecTangent), AdjointTangent = nameof(MatVecAdjointTangent))]
    public static void MatVec<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> x, int rows, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckVector(a, x, rows, columns);
        Shapes.Length(output, rows, RowsShape);
        Shapes.Apart(output, a);
        Shapes.Apart(output, x);
        for (int i = 0; i < rows; i++)
            output[i] = T.CreateTruncating(Blocks.Dot(Row(a, i, columns), x));
    }

    /// <summary>Adds ȳ·xᵀ to the adjoint of A, and Aᵀ·ȳ to that of x.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatVecAdjoint<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> x, int rows, int columns, ReadOnlySpan<T> outputAdjoint, Span<T> aAdjoint,
        Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckVector(a, x, rows, columns);
        Shapes.Length(outputAdjoint, rows, RowsShape);
        Shapes.OptionalLength(aAdjoint, a.Length, MatrixShape);
        Shapes.OptionalLength(xAdjoint, columns, ColumnsShape);
        CheckVectorApart(aAdjoint, a, x, outputAdjoint);
        CheckVectorApart(xAdjoint, a, x, outputAdjoint);
        AddVectorAdjoints(a, x, outputAdjoint, aAdjoint, xAdjoint);
    }

    /// <summary>Writes Ȧ·x + A·ẋ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatVecTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> x, int rows, int columns, ReadOnlySpan<T> aTangent, ReadOnlySpan<T> xTangent,
        Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckVector(a, x, rows, columns);
        Shapes.OptionalLength(aTangent, a.Length, MatrixShape);
        Shapes.OptionalLength(xTangent, columns, ColumnsShape);
        Shapes.Length(outputTangent, rows, RowsShape);
        CheckVectorApart(outputTangent, a, x, xTangent);
        Shapes.Apart(outputTangent, aTangent);
        for (int i = 0; i < rows; i++)
        {
            double sum = aTangent.IsEmpty ? 0 : Blocks.Dot(Row(aTangent, i, columns), x);
            outputTangent[i] = T.CreateTruncating(sum + (xTangent.IsEmpty ? 0 : Blocks.Dot(Row(a, i, columns), xTangent)));
        }
    }

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void MatVecAdjointTangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> x, int rows, int columns, ReadOnlySpan<T> aTangent, ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent, Span<T> aAdjointTangent, Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckVector(a, x, rows, columns);
        Shapes.OptionalLength(aTangent, a.Length, MatrixShape);
        Shapes.OptionalLength(xTangent, columns, ColumnsShape);
        Shapes.Length(outputAdjoint, rows, RowsShape);
        Shapes.OptionalLength(outputAdjointTangent, rows, RowsShape);
        Shapes.OptionalLength(aAdjointTangent, a.Length, MatrixShape);
        Shapes.OptionalLength(xAdjointTangent, columns, ColumnsShape);
        CheckVectorApart(aAdjointTangent, a, x, outputAdjoint);
        CheckVectorApart(aAdjointTangent, aTangent, xTangent, outputAdjointTangent);
        CheckVectorApart(xAdjointTangent, a, x, outputAdjoint);
        CheckVectorApart(xAdjointTangent, aTangent, xTangent, outputAdjointTangent);
        AddVectorAdjoints(a, x, outputAdjointTangent, aAdjointTangent, xAdjointTangent);
        AddVectorAdjoints(aTangent, xTangent, outputAdjoint, aAdjointTangent, xAdjointTangent);
    }

    private static void CheckVector<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> x, int rows, int columns)
    {
        CheckBias(rows, columns);
        Shapes.Length(a, (long)rows * columns, MatrixShape);
        Shapes.Length(x, columns, ColumnsShape);
    }

    private static void CheckVectorApart<T>(
        ReadOnlySpan<T> written, ReadOnlySpan<T> a, ReadOnlySpan<T> x, ReadOnlySpan<T> output,
        [CallerArgumentExpression(nameof(written))] string name = "",
        [CallerArgumentExpression(nameof(a))] string aName = "",
        [CallerArgumentExpression(nameof(x))] string xName = "",
        [CallerArgumentExpression(nameof(output))] string outputName = "")
    {
        Shapes.Apart(written, a, name, aName);
        Shapes.Apart(written, x, name, xName);
        Shapes.Apart(written, output, name, outputName);
    }

    private static void AddVectorAdjoints<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> x, ReadOnlySpan<T> outputAdjoint, Span<T> aAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < outputAdjoint.Length; i++)
        {
            if (!aAdjoint.IsEmpty && !x.IsEmpty)
            {
                var row = Row(aAdjoint, i, x.Length);
                Blocks.Add(row, outputAdjoint[i], x, row);
            }

            if (!xAdjoint.IsEmpty && !a.IsEmpty)
                Blocks.Add(xAdjoint, outputAdjoint[i], Row(a, i, xAdjoint.Length), xAdjoint);
        }
    }

    private const string RowsShape = "rows";
}
