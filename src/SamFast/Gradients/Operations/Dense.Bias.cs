using System.Numerics;
using System.Numerics.Tensors;

namespace SamFast;

public static partial class Dense
{
    /// <summary>Adds a vector to each row of a matrix: <c>x + bias</c> in <c>jax.numpy</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The matrix, rows × columns.</param>
    /// <param name="bias">The vector, as long as a row.</param>
    /// <param name="rows">The number of rows, from 0.</param>
    /// <param name="columns">The number of columns, from 0.</param>
    /// <param name="output">Receives the sums, rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(AddBiasAdjoint), Tangent = nameof(AddBiasTangent), AdjointTangent = nameof(AddBiasAdjointTangent))]
    public static void AddBias<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> bias, int rows, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckBias(rows, columns);
        Shapes.Length(x, (long)rows * columns, MatrixShape);
        Shapes.Length(bias, columns, ColumnsShape);
        Shapes.Length(output, (long)rows * columns, MatrixShape);
        Shapes.Apart(output, x);
        Shapes.Apart(output, bias);
        for (int i = 0; i < rows; i++)
            TensorPrimitives.Add(Row(x, i, columns), bias, Row(output, i, columns));
    }

    /// <summary>Adds Ȳ to the adjoint of the matrix, and the sum of its rows to that of the bias.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void AddBiasAdjoint<T>(
        int rows, int columns, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint, Span<T> biasAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckBias(rows, columns);
        Shapes.Length(outputAdjoint, (long)rows * columns, MatrixShape);
        Shapes.OptionalLength(xAdjoint, (long)rows * columns, MatrixShape);
        Shapes.OptionalLength(biasAdjoint, columns, ColumnsShape);
        Shapes.Apart(xAdjoint, outputAdjoint);
        Shapes.Apart(biasAdjoint, outputAdjoint);
        AddBiasAdjoints(rows, columns, outputAdjoint, xAdjoint, biasAdjoint);
    }

    /// <summary>Writes the sum of the tangents.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void AddBiasTangent<T>(
        int rows, int columns, ReadOnlySpan<T> xTangent, ReadOnlySpan<T> biasTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckBias(rows, columns);
        Shapes.OptionalLength(xTangent, (long)rows * columns, MatrixShape);
        Shapes.OptionalLength(biasTangent, columns, ColumnsShape);
        Shapes.Length(outputTangent, (long)rows * columns, MatrixShape);
        Shapes.Apart(outputTangent, xTangent);
        Shapes.Apart(outputTangent, biasTangent);
        if (xTangent.IsEmpty)
            outputTangent.Clear();
        else
            xTangent.CopyTo(outputTangent);
        for (int i = 0; i < rows && !biasTangent.IsEmpty; i++)
            Accumulate(biasTangent, Row(outputTangent, i, columns));
    }

    /// <summary>Adds the directional derivatives of the adjoints: those of the output alone.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void AddBiasAdjointTangent<T>(
        int rows, int columns, ReadOnlySpan<T> outputAdjointTangent, Span<T> xAdjointTangent, Span<T> biasAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckBias(rows, columns);
        Shapes.OptionalLength(outputAdjointTangent, (long)rows * columns, MatrixShape);
        Shapes.OptionalLength(xAdjointTangent, (long)rows * columns, MatrixShape);
        Shapes.OptionalLength(biasAdjointTangent, columns, ColumnsShape);
        Shapes.Apart(xAdjointTangent, outputAdjointTangent);
        Shapes.Apart(biasAdjointTangent, outputAdjointTangent);
        if (!outputAdjointTangent.IsEmpty)
            AddBiasAdjoints(rows, columns, outputAdjointTangent, xAdjointTangent, biasAdjointTangent);
    }

    private static void CheckBias(int rows, int columns)
    {
        Shapes.Size(rows);
        Shapes.Size(columns);
    }

    private static void AddBiasAdjoints<T>(
        int rows, int columns, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint, Span<T> biasAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!xAdjoint.IsEmpty)
            Accumulate(outputAdjoint, xAdjoint);
        for (int i = 0; i < rows && !biasAdjoint.IsEmpty; i++)
            Accumulate(Row(outputAdjoint, i, columns), biasAdjoint);
    }

    private static void Accumulate<T>(ReadOnlySpan<T> summands, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Add(to, summands, to);

    private static ReadOnlySpan<T> Row<T>(ReadOnlySpan<T> matrix, int row, int columns) => matrix.Slice(row * columns, columns);

    private static Span<T> Row<T>(Span<T> matrix, int row, int columns) => matrix.Slice(row * columns, columns);

    private const string MatrixShape = "rows × columns";

    private const string ColumnsShape = "columns";
}
