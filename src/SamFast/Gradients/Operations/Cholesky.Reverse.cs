using System.Numerics;

namespace SamFast;

public static partial class Cholesky
{
    /// <summary>Reverses the computation of a column: its own adjoints become those of the matrix, and the columns before it
    /// receive their parts.</summary>
    private static void Reverse<T>(ReadOnlySpan<T> factor, int size, int j, Span<T> adjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var row = factor.Slice(j * size, j);
        var rowAdjoint = adjoint.Slice(j * size, j);
        var d = factor[(j * size) + j];
        var sum = T.Zero;
        for (int i = j + 1; i < size; i++)
        {
            int place = (i * size) + j;
            sum += factor[place] * adjoint[place];
            var c = adjoint[place] /= d;
            var others = adjoint.Slice(i * size, j);
            Blocks.Add(rowAdjoint, -c, factor.Slice(i * size, j), rowAdjoint);
            Blocks.Add(others, -c, row, others);
        }

        var diagonal = (adjoint[(j * size) + j] - (sum / d)) / d;
        Blocks.Add(rowAdjoint, -diagonal, row, rowAdjoint);
        adjoint[(j * size) + j] = diagonal * T.CreateTruncating(0.5);
    }

    /// <summary>The directional derivative of <see cref="Reverse"/>, whose adjoints are those before it.</summary>
    private static void ReverseTangent<T>(
        ReadOnlySpan<T> factor, ReadOnlySpan<T> factorTangent, int size, int j, ReadOnlySpan<T> adjoint, Span<T> tangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var row = factor.Slice(j * size, j);
        var change = factorTangent.Slice(j * size, j);
        var to = tangent.Slice(j * size, j);
        int corner = (j * size) + j;
        var (d, slope, sum, sumTangent) = (factor[corner], factorTangent[corner], T.Zero, T.Zero);
        for (int i = j + 1; i < size; i++)
        {
            int place = (i * size) + j;
            sum += factor[place] * adjoint[place];
            sumTangent += (factorTangent[place] * adjoint[place]) + (factor[place] * tangent[place]);
            var c = adjoint[place] / d;
            var cTangent = tangent[place] = (tangent[place] - (c * slope)) / d;
            var others = tangent.Slice(i * size, j);
            Blocks.Add(to, -cTangent, factor.Slice(i * size, j), to);
            Blocks.Add(to, -c, factorTangent.Slice(i * size, j), to);
            Blocks.Add(others, -cTangent, row, others);
            Blocks.Add(others, -c, change, others);
        }

        var quotient = sum / d;
        var diagonal = (adjoint[corner] - quotient) / d;
        var diagonalTangent = (tangent[corner] - ((sumTangent - (quotient * slope)) / d) - (diagonal * slope)) / d;
        Blocks.Add(to, -diagonalTangent, row, to);
        Blocks.Add(to, -diagonal, change, to);
        tangent[corner] = diagonalTangent * T.CreateTruncating(0.5);
    }
}
