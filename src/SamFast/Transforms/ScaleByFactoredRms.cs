using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SamFast;

/// <summary>Divides by the root mean square of past updates; a large matrix stores only the means of its rows and of its
/// columns.</summary>
/// <remarks>
/// <para>Adafactor, Shazeer and Stern 2018 (arXiv:1804.04235). The same as <c>optax.scale_by_factored_rms</c>: the decay of step
/// t is 1 − t^−<paramref name="decayRate"/>; of a tensor with more than two dimensions, the two longest are factored, of equally
/// long ones the last.</para>
/// <para>Departures: steps up to <paramref name="stepOffset"/> count as the first (optax raises numbers below 1 to a negative
/// power); the decay is formed in double (in optax in single precision, whatever the parameters are); optax's
/// <c>decay_rate_fn</c> is not offered.</para>
/// <para>It needs the shapes of the tensors: give the constructor a <see cref="Layout"/>. A vector keeps a mean square for each
/// element.</para>
/// </remarks>
/// <param name="factored">True to factor matrices.</param>
/// <param name="decayRate">The exponent of the decay 1 − t^−rate: a larger rate lengthens the averages faster.</param>
/// <param name="stepOffset">The step at which a fine-tuning began.</param>
/// <param name="minDimSizeToFactor">The least length of the two longest dimensions for which a tensor is factored.</param>
/// <param name="epsilon">ε, added to every square.</param>
[ScaleInvariant]
public sealed class ScaleByFactoredRmsAttribute(
    bool factored = true,
    [Interval("[0, ∞)")] double decayRate = 0.8,
    int stepOffset = 0,
    [Interval("[0, ∞)")] int minDimSizeToFactor = 128,
    [Interval("[0, ∞)")] double epsilon = 1e-30) : TransformAttribute
{
    /// <summary>The mean squares.</summary>
    public ref struct Moments<T>
    {
        /// <summary>Of rows.</summary>
        public Span<T> Rows;

        /// <summary>Of columns.</summary>
        public Span<T> Columns;

        /// <summary>Of elements, of a tensor without rows and columns.</summary>
        public Span<T> Nu;
    }

    /// <summary>The mean squares of rows: over the second of the factored axes.</summary>
    public static int RowsLength(TensorShape shape, bool factored, int minDimSizeToFactor) =>
        Factors(shape, factored, minDimSizeToFactor) is { IsFactored: true } axes ? shape.Length / axes.Second : 0;

    /// <summary>The mean squares of columns: over the first of them.</summary>
    public static int ColumnsLength(TensorShape shape, bool factored, int minDimSizeToFactor) =>
        Factors(shape, factored, minDimSizeToFactor) is { IsFactored: true } axes ? shape.Length / axes.First : 0;

    /// <summary>The mean squares of elements, where there are no rows and columns.</summary>
    public static int NuLength(TensorShape shape, bool factored, int minDimSizeToFactor) =>
        Factors(shape, factored, minDimSizeToFactor).IsFactored ? 0 : shape.Length;

    /// <summary>Length of the factors of the columns.</summary>
    public static int WorkspaceLength(TensorShape shape, bool factored, int minDimSizeToFactor) =>
        ColumnsLength(shape, factored, minDimSizeToFactor);

    /// <summary>β of this step: 0 in the first one, so that the averages begin with what there is.</summary>
    public static void Prepare(long count, double decayRate, int stepOffset, out double decay) =>
        decay = 1 - Math.Pow(Math.Max(1, count - stepOffset + 1), -decayRate);

    /// <summary>R ← βR + (1 − β) mean(u² + ε) along rows, C along columns; u ← u ÷ √(R·C ÷ mean R).</summary>
    public static void Transform<T>(
        Span<T> update, TensorShape shape, Moments<T> moments, bool factored, int minDimSizeToFactor,
        double decay, double epsilon, Span<T> workspace)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var axes = Factors(shape, factored, minDimSizeToFactor);
        if (!axes.IsFactored)
        {
            Each(update, moments.Nu, T.CreateTruncating(decay), T.CreateTruncating(1 - decay), T.CreateTruncating(epsilon));
            return;
        }

        // The tensor as [outer, first, middle, second, inner].
        int matrix = axes.First * axes.Middle * axes.Second * axes.Inner;
        for (int start = 0; start < update.Length; start += matrix)
        {
            var row = moments.Rows.Slice(start / axes.Second, matrix / axes.Second);
            var column = moments.Columns.Slice(start / axes.First, matrix / axes.First);
            if (axes is { Middle: 1, Inner: 1 })
                Matrix(update.Slice(start, matrix), row, column, workspace[..column.Length], decay, epsilon);
            else
                Strided(update.Slice(start, matrix), axes, row, column, decay, epsilon);
        }
    }

    /// <summary>Every element by itself.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Each<T>(Span<T> update, Span<T> nu, T decay, T share, T epsilon) where T : unmanaged, INumberBase<T>
    {
        ref var updates = ref MemoryMarshal.GetReference(update);
        ref var squares = ref MemoryMarshal.GetReference(nu);
        var (decays, shares, epsilons) = (Vector512.Create(decay), Vector512.Create(share), Vector512.Create(epsilon));
        for (int i = 0, length = update.Length; i < length; i += Vector512<T>.Count)
        {
            var u = Blocks.Load(ref updates, i, length);
            var square = Blocks.MultiplyAdd(
                decays, Blocks.Load(ref squares, i, length), shares * Blocks.MultiplyAdd(u, u, epsilons));
            Blocks.Store(square, ref squares, i, length);
            Blocks.Store(u / Vector512.Sqrt(square), ref updates, i, length);
        }
    }

    /// <summary>A matrix whose rows are contiguous.</summary>
    private static void Matrix<T>(
        Span<T> update, Span<T> rows, Span<T> columns, Span<T> scales, double decay, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int length = columns.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            var row = update.Slice(i * length, length);
            rows[i] = Average(rows[i], decay, (Blocks.Dot<T>(row, row) / length) + epsilon);
        }

        Blocks.SquaresOfColumns(update, length, scales);
        for (int j = 0; j < length; j++)
        {
            columns[j] = Average(columns[j], decay, (double.CreateTruncating(scales[j]) / rows.Length) + epsilon);
            scales[j] = T.One / T.Sqrt(columns[j]);
        }

        double mean = Blocks.Sum<T>(rows) / rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            Scale(
                update.Slice(i * length, length), scales,
                T.CreateTruncating(1 / Math.Sqrt(double.CreateTruncating(rows[i]) / mean)));
        }
    }

    /// <summary>u ← u · row · column.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Scale<T>(Span<T> update, Span<T> columns, T row) where T : unmanaged
    {
        ref var updates = ref MemoryMarshal.GetReference(update);
        ref var scales = ref MemoryMarshal.GetReference(columns);
        var all = Vector512.Create(row);
        for (int i = 0, length = update.Length; i < length; i += Vector512<T>.Count)
            Blocks.Store(Blocks.Load(ref updates, i, length) * all * Blocks.Load(ref scales, i, length), ref updates, i, length);
    }

    /// <summary>A tensor whose factored axes are not its last two: rarely, and element by element.</summary>
    private static void Strided<T>(Span<T> update, Axes axes, Span<T> rows, Span<T> columns, double decay, double epsilon)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int row = axes.Middle * axes.Second * axes.Inner;
        for (int middle = 0; middle < axes.Middle; middle++)
        {
            for (int inner = 0; inner < axes.Inner; inner++)
            {
                int start = (middle * axes.Second * axes.Inner) + inner;
                double mean = 0;
                for (int i = 0; i < axes.First; i++)
                {
                    double sum = 0;
                    for (int j = 0; j < axes.Second; j++)
                        sum += Square(update[(i * row) + start + (j * axes.Inner)]);
                    ref var average = ref rows[(((i * axes.Middle) + middle) * axes.Inner) + inner];
                    average = Average(average, decay, (sum / axes.Second) + epsilon);
                    mean += double.CreateTruncating(average) / axes.First;
                }

                for (int j = 0; j < axes.Second; j++)
                {
                    double sum = 0;
                    for (int i = 0; i < axes.First; i++)
                        sum += Square(update[(i * row) + start + (j * axes.Inner)]);
                    ref var average = ref columns[start + (j * axes.Inner)];
                    average = Average(average, decay, (sum / axes.First) + epsilon);
                    double column = double.CreateTruncating(average);
                    for (int i = 0; i < axes.First; i++)
                    {
                        double ratio = double.CreateTruncating(rows[(((i * axes.Middle) + middle) * axes.Inner) + inner]) / mean;
                        update[(i * row) + start + (j * axes.Inner)] *= T.CreateTruncating(1 / Math.Sqrt(ratio) / Math.Sqrt(column));
                    }
                }
            }
        }

        static double Square(T value) => double.CreateTruncating(value) * double.CreateTruncating(value);
    }

    private static T Average<T>(T average, double decay, double value) where T : unmanaged, IFloatingPointIeee754<T> =>
        T.CreateTruncating((decay * double.CreateTruncating(average)) + ((1 - decay) * value));

    /// <summary>The two longest axes, the last of those that are equally long; none where they are too short.</summary>
    private static Axes Factors(TensorShape shape, bool factored, int minDimSizeToFactor)
    {
        var sizes = shape.Dimensions;
        int longest = -1, second = -1;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (longest < 0 || sizes[axis] >= sizes[longest])
                (longest, second) = (axis, longest);
            else if (second < 0 || sizes[axis] >= sizes[second])
                second = axis;
        }

        if (!factored || second < 0 || sizes[second] < minDimSizeToFactor)
            return default;
        var (first, last) = (Math.Min(longest, second), Math.Max(longest, second));
        return new Axes(sizes[first], Product(first + 1, last), sizes[last], Product(last + 1, sizes.Length));

        int Product(int from, int to)
        {
            int product = 1;
            for (int axis = from; axis < to; axis++)
                product *= sizes[axis];
            return product;
        }
    }

    /// <summary>The factored axes, and how many elements are between and after them.</summary>
    private readonly record struct Axes(int First, int Middle, int Second, int Inner)
    {
        public bool IsFactored => First > 0;
    }
}
