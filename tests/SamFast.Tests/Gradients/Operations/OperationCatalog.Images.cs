using System.Numerics;

namespace SamFast.Tests;

internal static partial class OperationCatalog
{
    /// <summary>Sizes of windows, and numbers of filters.</summary>
    internal static readonly (ImageWindows Windows, int Filters)[] Convolved =
    [
        (new(1, 1, 1, 1, 1, 1), 1), (new(0, 4, 4, 2, 3, 3), 2), (new(2, 6, 5, 3, 3, 3, 1, 1), 4), (new(1, 7, 9, 2, 3, 2, 2, 1), 5),
        (new(3, 8, 8, 1, 3, 3, 1, 1), 16), (new(2, 5, 5, 17, 2, 2), 7), (new(2, 4, 4, 2, 3, 3, 3, 2), 0), (new(4, 9, 9, 5, 3, 3), 33),
    ];

    private static IEnumerable<(string Name, Func<IEnumerable<OperationCase<T>>> Cases)> Images<T>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return (nameof(Convolutions.Convolve), () => Convolved.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Windows.ImagesLength), Uniform<T>(random, s.Windows.WindowLength * s.Filters)],
            s.Windows.Windows * s.Filters)
        {
            Evaluate = (x, y) => Convolutions.Convolve<T>(x[0], x[1], s.Windows, s.Filters, y),
            AddAdjoints = (x, y, dy, dx) => Convolutions.ConvolveAdjoint<T>(x[0], x[1], s.Windows, s.Filters, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Convolutions.ConvolveTangent<T>(x[0], x[1], s.Windows, s.Filters, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Convolutions.ConvolveAdjointTangent<T>(
                x[0], x[1], s.Windows, s.Filters, v[0], v[1], dy, dt, dx[0], dx[1]),
        }));
        yield return ("MaxPool", () => Convolved.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Windows.ImagesLength)], s.Windows.Windows * s.Windows.Channels)
        {
            Evaluate = (x, y) => Pooling.Max<T>(x[0], s.Windows, y),
            AddAdjoints = (x, y, dy, dx) => Pooling.MaxAdjoint<T>(x[0], s.Windows, dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Pooling.MaxTangent<T>(x[0], s.Windows, v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Pooling.MaxAdjointTangent<T>(x[0], s.Windows, dt, dx[0]),
        }));
        yield return ("AveragePool", () => Convolved.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Windows.ImagesLength)], s.Windows.Windows * s.Windows.Channels)
        {
            Evaluate = (x, y) => Pooling.Average<T>(x[0], s.Windows, y),
            AddAdjoints = (x, y, dy, dx) => Pooling.AverageAdjoint<T>(s.Windows, dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Pooling.AverageTangent<T>(s.Windows, v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Pooling.AverageAdjointTangent<T>(s.Windows, dt, dx[0]),
        }));
        yield return (nameof(Embeddings.Lookup), () => s_lengths.Select(width => width + 1).Select(width => new OperationCase<T>(
            [Uniform<T>(random, 5 * width)], 6 * width)
        {
            Evaluate = (x, y) => Embeddings.Lookup<T>(x[0], s_indices, width, y),
            AddAdjoints = (x, y, dy, dx) => Embeddings.LookupAdjoint<T>(s_indices, width, dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Embeddings.LookupTangent<T>(s_indices, width, v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Embeddings.LookupAdjointTangent<T>(s_indices, width, dt, dx[0]),
        }));
    }

    private static readonly int[] s_indices = [3, 0, 3, 4, 1, 3];
}
