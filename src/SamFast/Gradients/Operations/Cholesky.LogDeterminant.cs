using System.Numerics;

namespace SamFast;

public static partial class Cholesky
{
    /// <summary>The logarithm of the determinant of L·Lᵀ, 2·Σ ln Lᵢᵢ: the second result of
    /// <c>jax.numpy.linalg.slogdet</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="factor">L, size × size, as <see cref="Factor"/> writes it.</param>
    /// <param name="size">The number of rows, from 0.</param>
    /// <returns>The logarithm; 0 without rows.</returns>
    /// <exception cref="ArgumentException">The size is negative, or the length is not that of the shape.</exception>
    [Derivative(
        nameof(LogDeterminantAdjoint), Tangent = nameof(LogDeterminantTangent),
        AdjointTangent = nameof(LogDeterminantAdjointTangent))]
    public static T LogDeterminant<T>(ReadOnlySpan<T> factor, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFactor(factor, size, 0);
        double sum = 0;
        for (int i = 0; i < size; i++)
            sum += Blocks.Log(Diagonal(factor, size, i));
        return T.CreateTruncating(2 * sum);
    }

    /// <summary>Adds 2·r̄ ÷ Lᵢᵢ to the diagonal of the adjoint of L, where r̄ is the adjoint of the result.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LogDeterminantAdjoint<T>(ReadOnlySpan<T> factor, int size, T resultAdjoint, Span<T> factorAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFactor(factor, size, 0);
        Shapes.OptionalLength(factorAdjoint, factor.Length, SquareShape);
        Shapes.Apart(factorAdjoint, factor);
        for (int i = 0; i < size && !factorAdjoint.IsEmpty; i++)
            factorAdjoint[(i * size) + i] += T.CreateTruncating(2 * double.CreateTruncating(resultAdjoint) / Diagonal(factor, size, i));
    }

    /// <summary>The tangent of the result, 2·Σ L̇ᵢᵢ ÷ Lᵢᵢ.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static T LogDeterminantTangent<T>(ReadOnlySpan<T> factor, int size, ReadOnlySpan<T> factorTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFactor(factor, size, 0);
        Shapes.OptionalLength(factorTangent, factor.Length, SquareShape);
        double sum = 0;
        for (int i = 0; i < size && !factorTangent.IsEmpty; i++)
            sum += Diagonal(factorTangent, size, i) / Diagonal(factor, size, i);
        return T.CreateTruncating(2 * sum);
    }

    /// <summary>Adds the directional derivative of the adjoint.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LogDeterminantAdjointTangent<T>(
        ReadOnlySpan<T> factor, int size, ReadOnlySpan<T> factorTangent, T resultAdjoint, T resultAdjointTangent,
        Span<T> factorAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFactor(factor, size, 0);
        Shapes.OptionalLength(factorTangent, factor.Length, SquareShape);
        Shapes.OptionalLength(factorAdjointTangent, factor.Length, SquareShape);
        Shapes.Apart(factorAdjointTangent, factor);
        Shapes.Apart(factorAdjointTangent, factorTangent);
        for (int i = 0; i < size && !factorAdjointTangent.IsEmpty; i++)
        {
            double diagonal = Diagonal(factor, size, i), tangent = factorTangent.IsEmpty ? 0 : Diagonal(factorTangent, size, i);
            double change = double.CreateTruncating(resultAdjointTangent) - (double.CreateTruncating(resultAdjoint) * tangent / diagonal);
            factorAdjointTangent[(i * size) + i] += T.CreateTruncating(2 * change / diagonal);
        }
    }

    private static double Diagonal<T>(ReadOnlySpan<T> matrix, int size, int i)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => double.CreateTruncating(matrix[(i * size) + i]);
}
