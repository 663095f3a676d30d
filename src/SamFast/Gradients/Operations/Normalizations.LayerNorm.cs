using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace SamFast;

public static partial class Normalizations
{
    /// <summary>Layer normalization of each row: gain·(x − μ) ÷ √(σ² + ε) + bias, where μ and σ² are the mean and the variance
    /// of the row. The same as <c>flax.linen.LayerNorm</c>, whose ε is 1e-6 by default. Ba, Kiros and Hinton 2016
    /// (arXiv:1607.06450).</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The matrix, rows × columns.</param>
    /// <param name="gain">A factor for each column.</param>
    /// <param name="bias">A summand for each column.</param>
    /// <param name="rows">The number of rows, from 0.</param>
    /// <param name="columns">The number of columns, from 0.</param>
    /// <param name="epsilon">ε, at least 0. With 0, a row of equal numbers gives NaN.</param>
    /// <param name="output">Receives the normalized rows, rows × columns.</param>
    /// <exception cref="ArgumentException">A size or ε is out of range, a length is not that of the shape, or the output overlaps
    /// an input.</exception>
    [Derivative(nameof(LayerNormAdjoint), Tangent = nameof(LayerNormTangent), AdjointTangent = nameof(LayerNormAdjointTangent))]
    public static void LayerNorm<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> bias, int rows, int columns, double epsilon, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLayerNorm(x, gain, rows, columns, epsilon);
        Shapes.Length(bias, columns, ColumnsShape);
        Shapes.Length(output, x.Length, MatrixShape);
        Shapes.Apart(output, x);
        Shapes.Apart(output, gain);
        Shapes.Apart(output, bias);
        for (int i = 0; i < rows; i++)
        {
            var row = Row(x, i, columns);
            Maps.Set(new Normalized(Moments.Of(row, epsilon)), new(row, gain, bias), Row(output, i, columns));
        }
    }

    /// <summary>Adds the derivatives with respect to the matrix, the gain and the bias. Mean and variance are computed
    /// again.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LayerNormAdjoint<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, int rows, int columns, double epsilon, ReadOnlySpan<T> outputAdjoint,
        Span<T> xAdjoint, Span<T> gainAdjoint, Span<T> biasAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLayerNorm(x, gain, rows, columns, epsilon);
        Shapes.Length(outputAdjoint, x.Length, MatrixShape);
        Shapes.OptionalLength(xAdjoint, x.Length, MatrixShape);
        Shapes.OptionalLength(gainAdjoint, columns, ColumnsShape);
        Shapes.OptionalLength(biasAdjoint, columns, ColumnsShape);
        CheckApart(xAdjoint, x, gain, outputAdjoint);
        CheckApart(gainAdjoint, x, gain, outputAdjoint);
        CheckApart(biasAdjoint, x, gain, outputAdjoint);
        for (int i = 0; i < rows; i++)
        {
            var row = Row(x, i, columns);
            var adjoint = Row(outputAdjoint, i, columns);
            var moments = Moments.Of(row, epsilon);
            if (!xAdjoint.IsEmpty)
            {
                double mean = Maps.Sum(default(Weighted), new Operands<T>(adjoint, gain)) / columns;
                double slope = Maps.Sum(new WeightedNormal(moments), new Operands<T>(adjoint, gain, row)) / columns;
                Maps.Add(new Pulled(moments, moments.Scale, mean, slope), new(adjoint, gain, row), Row(xAdjoint, i, columns));
            }

            if (!gainAdjoint.IsEmpty)
                Maps.Add(new TimesNormal(moments), new(adjoint, row), gainAdjoint);
            if (!biasAdjoint.IsEmpty)
                TensorPrimitives.Add(biasAdjoint, adjoint, biasAdjoint);
        }
    }

    /// <summary>Writes the directional derivative.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LayerNormTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, int rows, int columns, double epsilon, ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> gainTangent, ReadOnlySpan<T> biasTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLayerNorm(x, gain, rows, columns, epsilon);
        Shapes.OptionalLength(xTangent, x.Length, MatrixShape);
        Shapes.OptionalLength(gainTangent, columns, ColumnsShape);
        Shapes.OptionalLength(biasTangent, columns, ColumnsShape);
        Shapes.Length(outputTangent, x.Length, MatrixShape);
        CheckApart(outputTangent, x, gain, xTangent);
        Shapes.Apart(outputTangent, gainTangent);
        Shapes.Apart(outputTangent, biasTangent);
        outputTangent.Clear();
        for (int i = 0; i < rows; i++)
        {
            var row = Row(x, i, columns);
            var to = Row(outputTangent, i, columns);
            var moments = Moments.Of(row, epsilon);
            if (!xTangent.IsEmpty)
            {
                var tangent = Row(xTangent, i, columns);
                Maps.Add(new Pushed(Direction.Of(moments, row, tangent)), new(tangent, gain, row), to);
            }

            if (!gainTangent.IsEmpty)
                Maps.Add(new TimesNormal(moments), new(gainTangent, row), to);
            if (!biasTangent.IsEmpty)
                TensorPrimitives.Add(to, biasTangent, to);
        }
    }

    /// <summary>Adds the directional derivatives of the adjoints.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LayerNormAdjointTangent<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> gain, int rows, int columns, double epsilon, ReadOnlySpan<T> xTangent,
        ReadOnlySpan<T> gainTangent, ReadOnlySpan<T> outputAdjoint, ReadOnlySpan<T> outputAdjointTangent,
        Span<T> xAdjointTangent, Span<T> gainAdjointTangent, Span<T> biasAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLayerNorm(x, gain, rows, columns, epsilon);
        Shapes.OptionalLength(xTangent, x.Length, MatrixShape);
        Shapes.OptionalLength(gainTangent, columns, ColumnsShape);
        Shapes.Length(outputAdjoint, x.Length, MatrixShape);
        Shapes.OptionalLength(outputAdjointTangent, x.Length, MatrixShape);
        Shapes.OptionalLength(xAdjointTangent, x.Length, MatrixShape);
        Shapes.OptionalLength(gainAdjointTangent, columns, ColumnsShape);
        Shapes.OptionalLength(biasAdjointTangent, columns, ColumnsShape);
        CheckApart(xAdjointTangent, x, gain, outputAdjoint);
        CheckApart(xAdjointTangent, xTangent, gainTangent, outputAdjointTangent);
        CheckApart(gainAdjointTangent, x, gain, outputAdjoint);
        CheckApart(gainAdjointTangent, xTangent, gainTangent, outputAdjointTangent);
        Shapes.Apart(biasAdjointTangent, outputAdjointTangent);

        // Linear in the adjoint and in the gain; a change of the gain does not change the adjoint of the gain.
        if (!outputAdjointTangent.IsEmpty)
        {
            LayerNormAdjoint(
                x, gain, rows, columns, epsilon, outputAdjointTangent, xAdjointTangent, gainAdjointTangent, biasAdjointTangent);
        }

        if (!gainTangent.IsEmpty)
            LayerNormAdjoint(x, gainTangent, rows, columns, epsilon, outputAdjoint, xAdjointTangent, default, default);
        for (int i = 0; i < rows && !xTangent.IsEmpty; i++)
        {
            var row = Row(x, i, columns);
            var tangent = Row(xTangent, i, columns);
            var adjoint = Row(outputAdjoint, i, columns);
            var along = Direction.Of(Moments.Of(row, epsilon), row, tangent);
            if (!gainAdjointTangent.IsEmpty)
                Maps.Add(new Pushed(along), new(tangent, adjoint, row), gainAdjointTangent);
            if (!xAdjointTangent.IsEmpty)
                AddAlong(along, row, tangent, adjoint, gain, Row(xAdjointTangent, i, columns));
        }
    }

    /// <summary>Adds the derivative of r·(g − mean g − x̂·mean(g·x̂)) along x, where g is the adjoint times the gain, x̂ the
    /// normalized row, and r the reciprocal of its deviation.</summary>
    private static void AddAlong<T>(
        Direction along, ReadOnlySpan<T> x, ReadOnlySpan<T> tangent, ReadOnlySpan<T> adjoint, ReadOnlySpan<T> gain, Span<T> to)
        where T : unmanaged
    {
        var moments = along.Moments;
        double mean = Maps.Sum(default(Weighted), new Operands<T>(adjoint, gain)) / to.Length;
        double slope = Maps.Sum(new WeightedNormal(moments), new Operands<T>(adjoint, gain, x)) / to.Length;
        double bend = Maps.Sum(new WeightedPushed(along), new Operands<T>(tangent, adjoint, x, gain)) / to.Length;
        Maps.Add(new Pulled(moments, -moments.Scale * moments.Scale * along.Slope, mean, slope), new(adjoint, gain, x), to);
        Maps.Add(new Curved(along, -moments.Scale * slope, -moments.Scale * bend), new(tangent, x), to);
    }

    private static void CheckLayerNorm<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> gain, int rows, int columns, double epsilon)
    {
        CheckSizes(rows, columns);
        if (!(epsilon >= 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "ε must be finite and at least 0; 1e-6 is usual.");
        Shapes.Length(x, (long)rows * columns, MatrixShape);
        Shapes.Length(gain, columns, ColumnsShape);
    }

    private static void CheckApart<T>(
        ReadOnlySpan<T> written, ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> other,
        [CallerArgumentExpression(nameof(written))] string name = "",
        [CallerArgumentExpression(nameof(x))] string xName = "",
        [CallerArgumentExpression(nameof(gain))] string gainName = "",
        [CallerArgumentExpression(nameof(other))] string otherName = "")
    {
        Shapes.Apart(written, x, name, xName);
        Shapes.Apart(written, gain, name, gainName);
        Shapes.Apart(written, other, name, otherName);
    }

    private const string ColumnsShape = "columns";
}
