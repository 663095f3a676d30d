using System.Numerics;
using System.Numerics.Tensors;

namespace SamFast;

/// <summary>Rows of a table by their numbers, for losses. See <see cref="Dense"/> for the companions of an operation.</summary>
public static class Embeddings
{
    /// <summary>Copies the rows of a table: <c>flax.linen.Embed</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="table">The table, any number of rows × width.</param>
    /// <param name="indices">The numbers of the rows, from 0.</param>
    /// <param name="width">The length of a row, at least 1.</param>
    /// <param name="output">Receives a row for each index.</param>
    /// <exception cref="ArgumentException">A length is not that of the shape, an index is not that of a row, or the output overlaps
    /// the table.</exception>
    [Derivative(nameof(LookupAdjoint), Tangent = nameof(LookupTangent), AdjointTangent = nameof(LookupAdjointTangent))]
    public static void Lookup<T>(ReadOnlySpan<T> table, ReadOnlySpan<int> indices, int width, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(table.Length, indices, width);
        Shapes.Length(output, (long)indices.Length * width, OutputShape);
        Shapes.Apart(output, table);
        for (int i = 0; i < indices.Length; i++)
            table.Slice(indices[i] * width, width).CopyTo(output[(i * width)..]);
    }

    /// <summary>Adds the adjoint of each row of the output to that of its row of the table, in the order of the indices.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LookupAdjoint<T>(
        ReadOnlySpan<int> indices, int width, ReadOnlySpan<T> outputAdjoint, Span<T> tableAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (tableAdjoint.IsEmpty)
            return;
        Check(tableAdjoint.Length, indices, width);
        Shapes.Length(outputAdjoint, (long)indices.Length * width, OutputShape);
        Shapes.Apart(tableAdjoint, outputAdjoint);
        for (int i = 0; i < indices.Length; i++)
        {
            var row = tableAdjoint.Slice(indices[i] * width, width);
            TensorPrimitives.Add(row, outputAdjoint.Slice(i * width, width), row);
        }
    }

    /// <summary>Copies the rows of the table's tangent.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LookupTangent<T>(
        ReadOnlySpan<int> indices, int width, ReadOnlySpan<T> tableTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!tableTangent.IsEmpty)
        {
            Lookup(tableTangent, indices, width, outputTangent);
            return;
        }

        Shapes.Length(outputTangent, (long)indices.Length * width, OutputShape);
        outputTangent.Clear();
    }

    /// <summary>Adds the tangent of the adjoint of each row of the output.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LookupAdjointTangent<T>(
        ReadOnlySpan<int> indices, int width, ReadOnlySpan<T> outputAdjointTangent, Span<T> tableAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!outputAdjointTangent.IsEmpty)
            LookupAdjoint(indices, width, outputAdjointTangent, tableAdjointTangent);
    }

    private const string OutputShape = "indices × width";

    private static void Check(int length, ReadOnlySpan<int> indices, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int rows = length / width;
        if (rows * width != length)
        {
            throw new ArgumentException(
                $"The table has length {length}, which is not a multiple of the width, {width}. Pass whole rows.", nameof(width));
        }

        foreach (int index in indices)
        {
            if ((uint)index >= (uint)rows)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), index, $"The table has {rows} rows: pass indices from 0 to {rows - 1}.");
            }
        }
    }
}
