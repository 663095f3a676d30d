using System.Numerics;
using System.Runtime.InteropServices;
using Exponentials = SamFast.Softmax;

namespace SamFast;

/// <summary>Normalizations of the rows of a matrix, for losses. See <see cref="Dense"/> for the companions of an
/// operation.</summary>
/// <remarks>Sums are taken in the type of the elements within 4,096 of them, one for each lane of 64 bytes, and in
/// <see cref="double"/> beyond: the same bits for every vector width.</remarks>
public static partial class Normalizations
{
    /// <summary>The softmax of each row, e^(x − max x) ÷ Σ e^(x − max x): <c>jax.nn.softmax</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The logits, rows × columns. −∞ has the probability 0; a row of −∞ alone gives NaN.</param>
    /// <param name="rows">The number of rows, from 0.</param>
    /// <param name="columns">The number of columns, from 0.</param>
    /// <param name="output">Receives the probabilities, rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps the
    /// logits.</exception>
    [Derivative(nameof(SoftmaxAdjoint), Tangent = nameof(SoftmaxTangent), AdjointTangent = nameof(SoftmaxAdjointTangent))]
    public static void Softmax<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckOutput(x, rows, columns, output);
        for (int i = 0; i < rows && columns > 0; i++)
        {
            var from = Row(x, i, columns);
            var to = Row(output, i, columns);
            double sum = Exponentiate(from, to, out _);
            Maps.Set(new Quotient(sum), new(to), to);
        }
    }

    /// <summary>Adds y·(ȳ − ⟨y, ȳ⟩) for each row, from the probabilities y.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SoftmaxAdjoint<T>(
        int rows, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckAdjoint(rows, columns, output, outputAdjoint, xAdjoint);
        for (int i = 0; i < rows && !xAdjoint.IsEmpty; i++)
        {
            var y = Row(output, i, columns);
            var adjoint = Row(outputAdjoint, i, columns);
            Maps.Add(new WeightedDeviation(Dot(y, adjoint)), new(y, adjoint), Row(xAdjoint, i, columns));
        }
    }

    /// <summary>Writes y·(ẋ − ⟨y, ẋ⟩) for each row.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SoftmaxTangent<T>(
        int rows, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckTangent(rows, columns, output, xTangent, outputTangent);
        for (int i = 0; i < rows && !xTangent.IsEmpty; i++)
        {
            var y = Row(output, i, columns);
            var tangent = Row(xTangent, i, columns);
            Maps.Set(new WeightedDeviation(Dot(y, tangent)), new(y, tangent), Row(outputTangent, i, columns));
        }
    }

    /// <summary>Adds the directional derivative of the adjoint.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void SoftmaxAdjointTangent<T>(
        int rows, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> outputTangent, ReadOnlySpan<T> outputAdjoint,
        ReadOnlySpan<T> outputAdjointTangent, Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckAdjointTangent(rows, columns, new(output, outputTangent, outputAdjoint, outputAdjointTangent), xAdjointTangent);
        for (int i = 0; i < rows && !xAdjointTangent.IsEmpty; i++)
        {
            var y = Row(output, i, columns);
            var adjoint = Row(outputAdjoint, i, columns);
            var to = Row(xAdjointTangent, i, columns);
            if (!outputTangent.IsEmpty)
            {
                var tangent = Row(outputTangent, i, columns);
                Maps.Add(new WeightedDeviation(Dot(y, adjoint)), new(tangent, adjoint), to);
                Maps.Add(new Product(-Dot(tangent, adjoint)), new(y), to);
            }

            if (!outputAdjointTangent.IsEmpty)
            {
                var tangent = Row(outputAdjointTangent, i, columns);
                Maps.Add(new WeightedDeviation(Dot(y, tangent)), new(y, tangent), to);
            }
        }
    }

    /// <summary>The logarithm of the softmax of each row, x − max x − ln Σ e^(x − max x): <c>jax.nn.log_softmax</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="x">The logits, rows × columns. A row of −∞ alone gives NaN.</param>
    /// <param name="rows">The number of rows, from 0.</param>
    /// <param name="columns">The number of columns, from 0.</param>
    /// <param name="output">Receives the logarithms of the probabilities, rows × columns.</param>
    /// <exception cref="ArgumentException">A size is negative, a length is not that of the shape, or the output overlaps the
    /// logits.</exception>
    [Derivative(
        nameof(LogSoftmaxAdjoint), Tangent = nameof(LogSoftmaxTangent), AdjointTangent = nameof(LogSoftmaxAdjointTangent))]
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int rows, int columns, Span<T> output)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckOutput(x, rows, columns, output);
        for (int i = 0; i < rows && columns > 0; i++)
        {
            var from = Row(x, i, columns);
            var to = Row(output, i, columns);
            double sum = Exponentiate(from, to, out double top);
            Maps.Set(new Difference(top, Blocks.Log(sum)), new(from), to);
        }
    }

    /// <summary>Adds ȳ − e^y·Σȳ for each row, from the logarithms y.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LogSoftmaxAdjoint<T>(
        int rows, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> outputAdjoint, Span<T> xAdjoint)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckAdjoint(rows, columns, output, outputAdjoint, xAdjoint);
        for (int i = 0; i < rows && !xAdjoint.IsEmpty; i++)
        {
            var y = Row(output, i, columns);
            var adjoint = Row(outputAdjoint, i, columns);
            Maps.Add(new LessExponential(Blocks.Sum(adjoint)), new(y, adjoint), Row(xAdjoint, i, columns));
        }
    }

    /// <summary>Writes ẋ − ⟨e^y, ẋ⟩ for each row.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LogSoftmaxTangent<T>(
        int rows, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> xTangent, Span<T> outputTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckTangent(rows, columns, output, xTangent, outputTangent);
        for (int i = 0; i < rows && !xTangent.IsEmpty; i++)
        {
            var y = Row(output, i, columns);
            var tangent = Row(xTangent, i, columns);
            double mean = Maps.Sum(default(ExponentialTimes), new Operands<T>(y, tangent));
            Maps.Set(new Difference(mean, 0), new(tangent), Row(outputTangent, i, columns));
        }
    }

    /// <summary>Adds the directional derivative of the adjoint.</summary>
    /// <inheritdoc cref="Dense" path="/remarks"/>
    public static void LogSoftmaxAdjointTangent<T>(
        int rows, int columns, ReadOnlySpan<T> output, ReadOnlySpan<T> outputTangent, ReadOnlySpan<T> outputAdjoint,
        ReadOnlySpan<T> outputAdjointTangent, Span<T> xAdjointTangent)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckAdjointTangent(rows, columns, new(output, outputTangent, outputAdjoint, outputAdjointTangent), xAdjointTangent);
        for (int i = 0; i < rows && !xAdjointTangent.IsEmpty; i++)
        {
            var y = Row(output, i, columns);
            var adjoint = Row(outputAdjoint, i, columns);
            var to = Row(xAdjointTangent, i, columns);
            if (!outputTangent.IsEmpty)
                Maps.Add(new ScaledExponentialTimes(-Blocks.Sum(adjoint)), new(y, Row(outputTangent, i, columns)), to);
            if (!outputAdjointTangent.IsEmpty)
            {
                var tangent = Row(outputAdjointTangent, i, columns);
                Maps.Add(new LessExponential(Blocks.Sum(tangent)), new(y, tangent), to);
            }
        }
    }

    /// <summary>Writes e^(x − max x) and returns the sum.</summary>
    private static double Exponentiate<T>(ReadOnlySpan<T> x, Span<T> exponentials, out double top) where T : unmanaged
    {
        ref var logits = ref MemoryMarshal.GetReference(x);
        top = Exponentials.Highest(ref logits, (nuint)x.Length);
        return Exponentials.Exponentials(ref logits, ref MemoryMarshal.GetReference(exponentials), (nuint)x.Length, top);
    }

    private static double Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : unmanaged => Blocks.Dot(a, b);

    private static ReadOnlySpan<T> Row<T>(ReadOnlySpan<T> matrix, int row, int columns) => matrix.Slice(row * columns, columns);

    private static Span<T> Row<T>(Span<T> matrix, int row, int columns) => matrix.Slice(row * columns, columns);
}
