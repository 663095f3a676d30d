using System.Numerics;

namespace SamFast;

/// <summary>The Cholesky factor of a symmetric positive definite matrix, and what is computed from it, for losses. See
/// <see cref="Dense"/> for the companions of an operation.</summary>
/// <remarks>Matrices are row-major. Inner products are summed in the order of 64-byte blocks, in <see cref="double"/> beyond 4,096
/// elements. Adjoints use a workspace of the thread. Sources: Giles 2008 (An extended collection of matrix derivative results) and
/// Murray 2016 (arXiv:1602.07527).</remarks>
public static partial class Cholesky
{
    /// <summary>The lower triangular L with L·Lᵀ = ½(A + Aᵀ): <c>jax.numpy.linalg.cholesky</c>. If the matrix is not positive
    /// definite, L is NaN.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="a">A, size × size.</param>
    /// <param name="size">The number of rows, from 0.</param>
    /// <param name="output">Receives L, size × size, with zeros above the diagonal.</param>
    /// <exception cref="ArgumentException">The size is negative, a length is not that of the shape, or the output overlaps the
    /// matrix.</exception>
    [Derivative(nameof(FactorAdjoint), Tangent = nameof(FactorTangent), AdjointTangent = nameof(FactorAdjointTangent))]
    public static void Factor<T>(ReadOnlySpan<T> a, int size, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.Size(size);
        Shapes.Length(a, (long)size * size, SquareShape);
        Shapes.Length(output, a.Length, SquareShape);
        Shapes.Apart(output, a);
        output.Clear();
        for (int i = 0; i < size; i++)
        {
            var row = output.Slice(i * size, size);
            for (int j = 0; j <= i; j++)
            {
                var other = output.Slice(j * size, j);
                double rest = Symmetric(a, size, i, j) - Blocks.Dot<T>(row[..j], other);
                row[j] = T.CreateTruncating(j < i ? rest / double.CreateTruncating(output[(j * size) + j]) : Math.Sqrt(rest));
                if (j == i && !(rest > 0))
                {
                    output.Fill(T.NaN);
                    return;
                }
            }
        }
    }

    /// <summary>Writes the tangent of L, from L.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void FactorTangent<T>(int size, ReadOnlySpan<T> output, ReadOnlySpan<T> aTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.Size(size);
        Shapes.Length(output, (long)size * size, SquareShape);
        Shapes.OptionalLength(aTangent, output.Length, SquareShape);
        Shapes.Length(outputTangent, output.Length, SquareShape);
        Shapes.Apart(outputTangent, output);
        Shapes.Apart(outputTangent, aTangent);
        outputTangent.Clear();
        for (int i = 0; i < size && !aTangent.IsEmpty; i++)
        {
            var row = output.Slice(i * size, size);
            var tangent = outputTangent.Slice(i * size, size);
            for (int j = 0; j <= i; j++)
            {
                double diagonal = double.CreateTruncating(output[(j * size) + j]);
                double rest = Symmetric(aTangent, size, i, j) - Blocks.Dot<T>(tangent[..j], output.Slice(j * size, j))
                    - Blocks.Dot<T>(row[..j], outputTangent.Slice(j * size, j));
                if (j < i)
                    rest -= double.CreateTruncating(row[j]) * double.CreateTruncating(outputTangent[(j * size) + j]);
                tangent[j] = T.CreateTruncating(rest / (j < i ? diagonal : 2 * diagonal));
            }
        }
    }

    /// <summary>Adds a symmetric matrix to the adjoint of A, from L.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void FactorAdjoint<T>(int size, ReadOnlySpan<T> output, ReadOnlySpan<T> outputAdjoint, Span<T> aAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.Size(size);
        Shapes.Length(output, (long)size * size, SquareShape);
        Shapes.Length(outputAdjoint, output.Length, SquareShape);
        Shapes.OptionalLength(aAdjoint, output.Length, SquareShape);
        Shapes.Apart(aAdjoint, output);
        Shapes.Apart(aAdjoint, outputAdjoint);
        if (aAdjoint.IsEmpty)
            return;
        var adjoint = Scratch.Operands<T>(output.Length);
        outputAdjoint.CopyTo(adjoint);
        for (int j = size - 1; j >= 0; j--)
            Reverse(output, size, j, adjoint);
        AddSymmetric(adjoint, size, aAdjoint);
    }

    /// <summary>Adds the directional derivative of the adjoint, from L and its tangent.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void FactorAdjointTangent<T>(
        int size, ReadOnlySpan<T> output, ReadOnlySpan<T> outputTangent, ReadOnlySpan<T> outputAdjoint,
        ReadOnlySpan<T> outputAdjointTangent, Span<T> aAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shapes.Size(size);
        Shapes.Length(output, (long)size * size, SquareShape);
        Shapes.OptionalLength(outputTangent, output.Length, SquareShape);
        Shapes.Length(outputAdjoint, output.Length, SquareShape);
        Shapes.OptionalLength(outputAdjointTangent, output.Length, SquareShape);
        Shapes.OptionalLength(aAdjointTangent, output.Length, SquareShape);
        Shapes.Apart(aAdjointTangent, output);
        Shapes.Apart(aAdjointTangent, outputTangent);
        Shapes.Apart(aAdjointTangent, outputAdjoint);
        Shapes.Apart(aAdjointTangent, outputAdjointTangent);
        if (aAdjointTangent.IsEmpty)
            return;
        var scratch = Scratch.Operands<T>(checked(2 * output.Length));
        var adjoint = scratch[..output.Length];
        var tangent = scratch[output.Length..];
        outputAdjoint.CopyTo(adjoint);
        tangent.Clear();
        outputAdjointTangent.CopyTo(tangent);
        for (int j = size - 1; j >= 0; j--)
        {
            // The tangent first: it reads the adjoint before this step.
            if (!outputTangent.IsEmpty)
                ReverseTangent(output, outputTangent, size, j, adjoint, tangent);
            Reverse(output, size, j, adjoint);
            if (outputTangent.IsEmpty)
                Reverse(output, size, j, tangent);
        }

        AddSymmetric(tangent, size, aAdjointTangent);
    }

    private const string SquareShape = "size × size";

    private static double Symmetric<T>(ReadOnlySpan<T> a, int size, int i, int j)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        0.5 * (double.CreateTruncating(a[(i * size) + j]) + double.CreateTruncating(a[(j * size) + i]));

    /// <summary>Adds the adjoint of a lower triangle, whose elements below the diagonal are those of two places.</summary>
    private static void AddSymmetric<T>(ReadOnlySpan<T> lower, int size, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var half = T.CreateTruncating(0.5);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                to[(i * size) + j] += half * lower[(i * size) + j];
                to[(j * size) + i] += half * lower[(i * size) + j];
            }

            to[(i * size) + i] += lower[(i * size) + i];
        }
    }
}
