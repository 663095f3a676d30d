using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Cholesky
{
    /// <summary>The solution X of L·Lᵀ·X = B: <c>jax.scipy.linalg.cho_solve</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="factor">L, size × size, with zeros above the diagonal, as <see cref="Factor"/> writes it.</param>
    /// <param name="b">B, size × columns.</param>
    /// <param name="size">The number of rows, from 0.</param>
    /// <param name="columns">The number of right sides, from 0.</param>
    /// <param name="output">Receives X, size × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps an
    /// input.</exception>
    [Derivative(nameof(SolveAdjoint), Tangent = nameof(SolveTangent), AdjointTangent = nameof(SolveAdjointTangent))]
    public static void Solve<T>(ReadOnlySpan<T> factor, ReadOnlySpan<T> b, int size, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFactor(factor, size, columns);
        Shapes.Length(b, (long)size * columns, SidesShape);
        Shapes.Length(output, b.Length, SidesShape);
        Shapes.Apart(output, factor);
        Shapes.Apart(output, b);
        b.CopyTo(output);
        SolveInPlace(factor, size, columns, output);
    }

    /// <summary>Adds Z = (L·Lᵀ)⁻¹·X̄ to the adjoint of B, and the lower triangle of −(Z·Xᵀ + X·Zᵀ)·L to that of L.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SolveAdjoint<T>(
        ReadOnlySpan<T> factor, int size, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> outputAdjoint,
        Span<T> factorAdjoint, Span<T> bAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFactor(factor, size, columns);
        CheckOutputs(size, columns, output, outputAdjoint);
        Shapes.OptionalLength(factorAdjoint, factor.Length, SquareShape);
        Shapes.OptionalLength(bAdjoint, output.Length, SidesShape);
        CheckApart(factorAdjoint, factor, output, outputAdjoint);
        CheckApart(bAdjoint, factor, output, outputAdjoint);
        var scratch = Scratch.Operands<T>(checked((2 * output.Length) + factor.Length));
        var z = scratch[..output.Length];
        outputAdjoint.CopyTo(z);
        SolveInPlace(factor, size, columns, z);
        if (!bAdjoint.IsEmpty)
            TensorPrimitives.Add(bAdjoint, z, bAdjoint);
        if (!factorAdjoint.IsEmpty)
            SubtractFromLower(z, output, factor, scratch[output.Length..], factorAdjoint);
    }

    /// <summary>Writes the solution of L·Lᵀ·Ẋ = Ḃ − (L̇·Lᵀ + L·L̇ᵀ)·X.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SolveTangent<T>(
        ReadOnlySpan<T> factor, int size, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> factorTangent,
        ReadOnlySpan<T> bTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFactor(factor, size, columns);
        CheckOutputs(size, columns, output, outputTangent);
        Shapes.OptionalLength(factorTangent, factor.Length, SquareShape);
        Shapes.OptionalLength(bTangent, output.Length, SidesShape);
        CheckApart(outputTangent, factor, output, factorTangent);
        Shapes.Apart(outputTangent, bTangent);
        outputTangent.Clear();
        bTangent.CopyTo(outputTangent);
        SolveAlong(factor, factorTangent, output, Scratch.Operands<T>(output.Length), outputTangent);
    }

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SolveAdjointTangent<T>(
        ReadOnlySpan<T> factor, int size, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> factorTangent,
        ReadOnlySpan<T> outputTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> factorAdjointTangent, Span<T> bAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFactor(factor, size, columns);
        CheckOutputs(size, columns, output, outputAdjoint);
        Shapes.OptionalLength(factorTangent, factor.Length, SquareShape);
        Shapes.OptionalLength(outputTangent, output.Length, SidesShape);
        Shapes.OptionalLength(outputAdjointTangent, output.Length, SidesShape);
        Shapes.OptionalLength(factorAdjointTangent, factor.Length, SquareShape);
        Shapes.OptionalLength(bAdjointTangent, output.Length, SidesShape);
        CheckApart(factorAdjointTangent, factor, factorTangent, output);
        CheckApart(factorAdjointTangent, outputTangent, outputAdjoint, outputAdjointTangent);
        CheckApart(bAdjointTangent, factor, factorTangent, output);
        CheckApart(bAdjointTangent, outputTangent, outputAdjoint, outputAdjointTangent);
        var scratch = Scratch.Operands<T>(checked((3 * output.Length) + factor.Length));
        var z = scratch[..output.Length];
        var zTangent = scratch.Slice(output.Length, output.Length);
        var rest = scratch[(2 * output.Length)..];
        outputAdjoint.CopyTo(z);
        SolveInPlace(factor, size, columns, z);
        zTangent.Clear();
        outputAdjointTangent.CopyTo(zTangent);
        SolveAlong(factor, factorTangent, z, rest[..output.Length], zTangent);
        if (!bAdjointTangent.IsEmpty)
            TensorPrimitives.Add(bAdjointTangent, zTangent, bAdjointTangent);
        if (factorAdjointTangent.IsEmpty)
            return;
        SubtractFromLower(zTangent, output, factor, rest, factorAdjointTangent);
        SubtractFromLower(z, outputTangent, factor, rest, factorAdjointTangent);
        SubtractFromLower(z, output, factorTangent, rest, factorAdjointTangent);
    }

    private const string SidesShape = "size × columns";

    private static void CheckFactor<T>(ReadOnlySpan<T> factor, int size, int columns)
    {
        Shapes.Size(size);
        Shapes.Size(columns);
        Shapes.Length(factor, (long)size * size, SquareShape);
    }

    private static void CheckOutputs<T>(
        int size, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> other,
        [CallerArgumentExpression(nameof(other))] string name = "")
    {
        Shapes.Length(output, (long)size * columns, SidesShape);
        Shapes.Length(other, output.Length, SidesShape, name);
    }

    private static void CheckApart<T>(
        ReadOnlySpan<T> written, ReadOnlySpan<T> first, ReadOnlySpan<T> second, ReadOnlySpan<T> third,
        [CallerArgumentExpression(nameof(written))] string name = "",
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = "",
        [CallerArgumentExpression(nameof(third))] string thirdName = "")
    {
        Shapes.Apart(written, first, name, firstName);
        Shapes.Apart(written, second, name, secondName);
        Shapes.Apart(written, third, name, thirdName);
    }

    /// <summary>X ← (L·Lᵀ)⁻¹·X, by forward and backward substitution.</summary>
    private static void SolveInPlace<T>(ReadOnlySpan<T> factor, int size, int columns, Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < size; i++)
        {
            var row = x.Slice(i * columns, columns);
            var left = factor.Slice(i * size, i);
            if (columns == 1)
                row[0] -= T.CreateTruncating(Blocks.Dot<T>(left, x[..i]));
            for (int k = 0; k < i && columns > 1; k++)
                Blocks.Add(row, -left[k], x.Slice(k * columns, columns), row);
            TensorPrimitives.Divide(row, factor[(i * size) + i], row);
        }

        for (int i = size - 1; i >= 0; i--)
        {
            var row = x.Slice(i * columns, columns);
            var left = factor.Slice(i * size, i);
            TensorPrimitives.Divide(row, factor[(i * size) + i], row);
            if (columns == 1)
                Blocks.Add(x[..i], -row[0], left, x[..i]);
            for (int k = 0; k < i && columns > 1; k++)
            {
                var above = x.Slice(k * columns, columns);
                Blocks.Add(above, -left[k], row, above);
            }
        }
    }

    /// <summary>W ← (L·Lᵀ)⁻¹·(W − (L̇·Lᵀ + L·L̇ᵀ)·X).</summary>
    private static void SolveAlong<T>(
        ReadOnlySpan<T> factor, ReadOnlySpan<T> factorTangent, ReadOnlySpan<T> x, Span<T> product, Span<T> w)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (w.IsEmpty)
            return;
        int size = RootOf(factor.Length), columns = w.Length / size;
        if (!factorTangent.IsEmpty)
        {
            TensorPrimitives.Negate(w, w);
            AddProduct(factorTangent, factor, x, product, w);
            AddProduct(factor, factorTangent, x, product, w);
            TensorPrimitives.Negate(w, w);
        }

        SolveInPlace(factor, size, columns, w);
    }

    /// <summary>W ← W + A·Bᵀ·X.</summary>
    private static void AddProduct<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> x, Span<T> product, Span<T> w)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = RootOf(a.Length), columns = x.Length / size;
        MatrixProduct.Set(Operand<T>.Columns(b, size, size, size), Operand<T>.Columns(x, columns, size, columns), product);
        MatrixProduct.Add(Operand<T>.Rows(a, size, size, size), Operand<T>.Columns(product, columns, size, columns), w);
    }

    /// <summary>Subtracts the lower triangle of (Z·Xᵀ + X·Zᵀ)·L.</summary>
    private static void SubtractFromLower<T>(
        ReadOnlySpan<T> z, ReadOnlySpan<T> x, ReadOnlySpan<T> factor, Span<T> scratch, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (z.IsEmpty || x.IsEmpty || factor.IsEmpty)
            return;
        int size = RootOf(factor.Length), columns = z.Length / size;
        var product = scratch[..z.Length];
        var sum = scratch.Slice(z.Length, factor.Length);
        var right = Operand<T>.Columns(factor, size, size, size);
        MatrixProduct.Set(Operand<T>.Columns(x, columns, size, columns), right, product);
        MatrixProduct.Set(Operand<T>.Rows(z, size, columns, columns), Operand<T>.Columns(product, size, columns, size), sum);
        MatrixProduct.Set(Operand<T>.Columns(z, columns, size, columns), right, product);
        MatrixProduct.Add(Operand<T>.Rows(x, size, columns, columns), Operand<T>.Columns(product, size, columns, size), sum);
        for (int i = 0; i < size; i++)
        {
            var row = to.Slice(i * size, i + 1);
            TensorPrimitives.Subtract(row, sum.Slice(i * size, i + 1), row);
        }
    }

    /// <summary>The rows of a square matrix.</summary>
    private static int RootOf(int length) => (int)Math.Sqrt(length);
}
