using System.Numerics;

namespace SamFast.Authoring;

/// <summary>Muon's iteration: moves the singular values of a matrix to nearly 1 and keeps its singular vectors.</summary>
/// <param name="A">The coefficient of X.</param>
/// <param name="B">The coefficient of XXᵀX.</param>
/// <param name="C">The coefficient of (XXᵀ)²X.</param>
/// <param name="Steps">The number of iterations.</param>
/// <param name="Eps">ε, added to the norm.</param>
/// <param name="Preconditioning">The scaling of the matrix before the first iteration.</param>
internal readonly record struct NewtonSchulz(
    double A, double B, double C, int Steps, double Eps, MuonPreconditioning Preconditioning)
{
    /// <summary>A matrix with a larger squared norm is divided by its norm: its product with itself would overflow.</summary>
    private const double LargestSquare = 1e36;

    /// <summary>Room for the matrix twice, its product with itself twice, and the workspace of a product.</summary>
    internal static int WorkspaceLength(TensorShape shape)
    {
        var size = Size.Of(shape);
        return checked((2 * size.Matrix) + (2 * size.Square) + size.Rest);
    }

    /// <summary>M ← scale · O, or scale · ⟨M, O⟩ · O, where O is M made orthogonal.</summary>
    internal void Orthogonalize<T>(Span<T> matrix, TensorShape shape, bool adaptive, double scale, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = Size.Of(shape);
        var x = workspace[..size.Matrix];
        var next = workspace.Slice(size.Matrix, size.Matrix);
        var gram = workspace.Slice(2 * size.Matrix, size.Square);
        var polynomial = workspace.Slice((2 * size.Matrix) + size.Square, size.Square);
        var rest = workspace.Slice(2 * (size.Matrix + size.Square), size.Rest);
        workspace[..(2 * (size.Matrix + size.Square))].Clear();

        Pack(matrix, in size, x);
        double norm = Blocks.Norm<T>(matrix);
        if (Preconditioning == MuonPreconditioning.Frobenius)
            Blocks.Scale(x, 1 / (norm + Eps));
        else if (!(norm * norm <= LargestSquare))
            Blocks.Scale(x, 1 / norm);
        for (int step = 0; step < Steps; step++)
        {
            Matrices.Gram(x, size.PaddedRows, size.Stride, gram, size.GramStride);
            if (step == 0)
                Precondition(x, gram, in size, rest);
            Matrices.Gram(gram, size.PaddedRows, size.GramStride, polynomial, size.GramStride);
            Blocks.Combine(polynomial, T.CreateTruncating(C), gram, T.CreateTruncating(B));
            Blocks.Multiply<T>(x, T.CreateTruncating(A), next);
            MatrixProduct.Add(
                Operand<T>.Rows(polynomial, size.Rows, size.Rows, size.GramStride),
                Operand<T>.Columns(x, size.Stride, size.Rows, size.Stride), next, rest);
            var done = x;
            x = next;
            next = done;
        }

        if (adaptive)
            scale *= Product(matrix, in size, x);
        Blocks.Multiply(x, T.CreateTruncating(scale));
        Unpack(x, in size, matrix);
    }

    /// <summary>In the first iteration, the other ways to make the largest singular value at most about 1: X ← SX and
    /// XXᵀ ← S·XXᵀ·S, where S is diagonal.</summary>
    private void Precondition<T>(Span<T> x, Span<T> gram, in Size size, Span<T> scales)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Preconditioning == MuonPreconditioning.Frobenius)
            return;
        double norm = Preconditioning == MuonPreconditioning.Schatten ? Math.Sqrt(Blocks.Dot<T>(gram, gram)) : 0;
        for (int i = 0; i < size.Rows; i++)
        {
            double sum = norm;
            if (Preconditioning == MuonPreconditioning.Aol)
            {
                foreach (var value in gram.Slice(i * size.GramStride, size.Rows))
                    sum += Math.Abs(double.CreateTruncating(value));
            }

            scales[i] = T.CreateTruncating(1 / Math.Sqrt(Math.Max(sum, Eps)));
        }

        for (int i = 0; i < size.Rows; i++)
        {
            Blocks.Multiply(x.Slice(i * size.Stride, size.Columns), scales[i]);
            for (int j = 0; j < size.Rows; j++)
                gram[(i * size.GramStride) + j] *= scales[i] * scales[j];
        }
    }

    private static void Pack<T>(ReadOnlySpan<T> matrix, in Size size, Span<T> x)
    {
        for (int i = 0; i < size.Rows; i++)
        {
            if (!size.IsTransposed)
            {
                matrix.Slice(i * size.Columns, size.Columns).CopyTo(x[(i * size.Stride)..]);
                continue;
            }

            for (int j = 0; j < size.Columns; j++)
                x[(i * size.Stride) + j] = matrix[(j * size.Rows) + i];
        }
    }

    private static void Unpack<T>(ReadOnlySpan<T> x, in Size size, Span<T> matrix)
    {
        for (int i = 0; i < size.Rows; i++)
        {
            if (!size.IsTransposed)
            {
                x.Slice(i * size.Stride, size.Columns).CopyTo(matrix[(i * size.Columns)..]);
                continue;
            }

            for (int j = 0; j < size.Columns; j++)
                matrix[(j * size.Rows) + i] = x[(i * size.Stride) + j];
        }
    }

    private static double Product<T>(ReadOnlySpan<T> matrix, in Size size, ReadOnlySpan<T> x)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < size.Rows; i++)
        {
            if (!size.IsTransposed)
            {
                sum += Blocks.Dot(matrix.Slice(i * size.Columns, size.Columns), x.Slice(i * size.Stride, size.Columns));
                continue;
            }

            for (int j = 0; j < size.Columns; j++)
                sum += double.CreateTruncating(matrix[(j * size.Rows) + i]) * double.CreateTruncating(x[(i * size.Stride) + j]);
        }

        return sum;
    }

    /// <summary>The matrix in computation, transposed if needed: no more rows than columns.</summary>
    private readonly record struct Size(int Rows, int Columns, bool IsTransposed)
    {
        public int PaddedRows => Matrices.PadRows(Rows);

        public int Stride => Matrices.PadColumns(Columns);

        public int GramStride => Matrices.PadColumns(Rows);

        public int Matrix => checked(PaddedRows * Stride);

        public int Square => checked(PaddedRows * GramStride);

        /// <summary>The workspace of a product, and room for a number for each row.</summary>
        public int Rest => Math.Max(Rows, MatrixProduct.WorkspaceLength(Rows, Rows, Stride));

        public static Size Of(TensorShape shape)
        {
            int rows = shape.Dimensions[0], columns = shape.Dimensions[1];
            return rows > columns ? new Size(columns, rows, true) : new Size(rows, columns, false);
        }
    }
}
