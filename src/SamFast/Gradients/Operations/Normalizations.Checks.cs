namespace SamFast;

public static partial class Normalizations
{
    private const string MatrixShape = "rows × columns";

    private static void CheckSizes(int rows, int columns)
    {
        Shapes.Size(rows);
        Shapes.Size(columns);
    }

    private static void CheckOutput<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> output)
    {
        CheckSizes(rows, columns);
        Shapes.Length(x, (long)rows * columns, MatrixShape);
        Shapes.Length(output, (long)rows * columns, MatrixShape);
        Shapes.Apart(output, x);
    }

    private static void CheckAdjoint<T>(
        int rows, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
    {
        CheckSizes(rows, columns);
        Shapes.Length(output, (long)rows * columns, MatrixShape);
        Shapes.Length(outputAdjoint, (long)rows * columns, MatrixShape);
        Shapes.OptionalLength(xAdjoint, (long)rows * columns, MatrixShape);
        Shapes.Apart(xAdjoint, output);
        Shapes.Apart(xAdjoint, outputAdjoint);
    }

    /// <summary>Validates; without a tangent, that of the output is 0.</summary>
    private static void CheckTangent<T>(
        int rows, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
    {
        CheckSizes(rows, columns);
        Shapes.Length(output, (long)rows * columns, MatrixShape);
        Shapes.OptionalLength(xTangent, (long)rows * columns, MatrixShape);
        Shapes.Length(outputTangent, (long)rows * columns, MatrixShape);
        Shapes.Apart(outputTangent, output);
        Shapes.Apart(outputTangent, xTangent);
        if (xTangent.IsEmpty)
            outputTangent.Clear();
    }

    private static void CheckAdjointTangent<T>(int rows, int columns, Outputs<T> outputs, Span<T> xAdjointTangent)
    {
        CheckSizes(rows, columns);
        long length = (long)rows * columns;
        Shapes.Length(outputs.Output, length, MatrixShape, "output");
        Shapes.OptionalLength(outputs.Tangent, length, MatrixShape, "outputTangent");
        Shapes.Length(outputs.Adjoint, length, MatrixShape, "outputAdjoint");
        Shapes.OptionalLength(outputs.AdjointTangent, length, MatrixShape, "outputAdjointTangent");
        Shapes.OptionalLength(xAdjointTangent, length, MatrixShape);
        Shapes.Apart(xAdjointTangent, outputs.Output, readName: "output");
        Shapes.Apart(xAdjointTangent, outputs.Tangent, readName: "outputTangent");
        Shapes.Apart(xAdjointTangent, outputs.Adjoint, readName: "outputAdjoint");
        Shapes.Apart(xAdjointTangent, outputs.AdjointTangent, readName: "outputAdjointTangent");
    }

    /// <summary>All that is known of an output when the tangents of adjoints are added.</summary>
    private readonly ref struct Outputs<T>(
        ReadOnlySpan<T> output, ReadOnlySpan<T> tangent, ReadOnlySpan<T> adjoint, ReadOnlySpan<T> adjointTangent)
    {
        internal ReadOnlySpan<T> Output { get; } = output;

        internal ReadOnlySpan<T> Tangent { get; } = tangent;

        internal ReadOnlySpan<T> Adjoint { get; } = adjoint;

        internal ReadOnlySpan<T> AdjointTangent { get; } = adjointTangent;
    }
}
