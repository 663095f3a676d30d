using System.Numerics;

namespace SamFast.Tests;

internal static partial class OperationCatalog
{
    private static readonly int[] s_lengths = [0, 1, 7, 16, 33, 200];

    private static IEnumerable<(string Name, Func<IEnumerable<OperationCase<T>>> Cases)> Activation<T>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return (nameof(Activations.Relu), () => s_lengths.Select(length => new OperationCase<T>(
            [Wide<T>(random, length)], length)
        {
            Evaluate = (x, y) => Activations.Relu<T>(x[0], y),
            AddAdjoints = (x, y, dy, dx) => Activations.ReluAdjoint<T>(x[0], dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Activations.ReluTangent<T>(x[0], v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Activations.ReluAdjointTangent<T>(x[0], v[0], dy, dt, dx[0]),
        }));
        yield return (nameof(Activations.Tanh), () => s_lengths.Select(length => new OperationCase<T>(
            [Wide<T>(random, length)], length)
        {
            Evaluate = (x, y) => Activations.Tanh<T>(x[0], y),
            AddAdjoints = (x, y, dy, dx) => Activations.TanhAdjoint<T>(x[0], dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Activations.TanhTangent<T>(x[0], v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Activations.TanhAdjointTangent<T>(x[0], v[0], dy, dt, dx[0]),
        }));
        yield return (nameof(Activations.Sigmoid), () => s_lengths.Select(length => new OperationCase<T>(
            [Wide<T>(random, length)], length)
        {
            Evaluate = (x, y) => Activations.Sigmoid<T>(x[0], y),
            AddAdjoints = (x, y, dy, dx) => Activations.SigmoidAdjoint<T>(x[0], dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Activations.SigmoidTangent<T>(x[0], v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Activations.SigmoidAdjointTangent<T>(x[0], v[0], dy, dt, dx[0]),
        }));
        yield return (nameof(Activations.Silu), () => s_lengths.Select(length => new OperationCase<T>(
            [Wide<T>(random, length)], length)
        {
            Evaluate = (x, y) => Activations.Silu<T>(x[0], y),
            AddAdjoints = (x, y, dy, dx) => Activations.SiluAdjoint<T>(x[0], dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Activations.SiluTangent<T>(x[0], v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Activations.SiluAdjointTangent<T>(x[0], v[0], dy, dt, dx[0]),
        }));
        yield return (nameof(Activations.Softplus), () => s_lengths.Select(length => new OperationCase<T>(
            [Wide<T>(random, length)], length)
        {
            Evaluate = (x, y) => Activations.Softplus<T>(x[0], y),
            AddAdjoints = (x, y, dy, dx) => Activations.SoftplusAdjoint<T>(x[0], dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Activations.SoftplusTangent<T>(x[0], v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Activations.SoftplusAdjointTangent<T>(x[0], v[0], dy, dt, dx[0]),
        }));
        yield return (nameof(Activations.Gelu), () => s_lengths.Select(length => new OperationCase<T>(
            [Wide<T>(random, length)], length)
        {
            Evaluate = (x, y) => Activations.Gelu<T>(x[0], y),
            AddAdjoints = (x, y, dy, dx) => Activations.GeluAdjoint<T>(x[0], dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Activations.GeluTangent<T>(x[0], v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Activations.GeluAdjointTangent<T>(x[0], v[0], dy, dt, dx[0]),
        }));
        yield return (nameof(Activations.GeluExact), () => s_lengths.Select(length => new OperationCase<T>(
            [Wide<T>(random, length)], length)
        {
            Evaluate = (x, y) => Activations.GeluExact<T>(x[0], y),
            AddAdjoints = (x, y, dy, dx) => Activations.GeluExactAdjoint<T>(x[0], dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Activations.GeluExactTangent<T>(x[0], v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Activations.GeluExactAdjointTangent<T>(x[0], v[0], dy, dt, dx[0]),
        }));
    }

    private static T[] Wide<T>(Random random, int length) where T : INumberBase<T> =>
        [.. Uniform<T>(random, length).Select(value => T.CreateTruncating(4) * value)];

    private static IEnumerable<(string Name, Func<IEnumerable<OperationCase<T>>> Cases)> Rows<T>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return (nameof(Normalizations.Softmax), () => s_products.Select(s => new OperationCase<T>(
            [Wide<T>(random, s.Rows * s.Columns)], s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Normalizations.Softmax<T>(x[0], s.Rows, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Normalizations.SoftmaxAdjoint<T>(s.Rows, s.Columns, y, dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Normalizations.SoftmaxTangent<T>(s.Rows, s.Columns, y, v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Normalizations.SoftmaxAdjointTangent<T>(
                s.Rows, s.Columns, y, t, dy, dt, dx[0]),
        }));
        yield return (nameof(Normalizations.LogSoftmax), () => s_products.Select(s => new OperationCase<T>(
            [Wide<T>(random, s.Rows * s.Columns)], s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Normalizations.LogSoftmax<T>(x[0], s.Rows, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Normalizations.LogSoftmaxAdjoint<T>(s.Rows, s.Columns, y, dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Normalizations.LogSoftmaxTangent<T>(s.Rows, s.Columns, y, v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Normalizations.LogSoftmaxAdjointTangent<T>(
                s.Rows, s.Columns, y, t, dy, dt, dx[0]),
        }));
        yield return (nameof(Normalizations.LayerNorm), () => s_products.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Rows * s.Columns), Uniform<T>(random, s.Columns), Uniform<T>(random, s.Columns)], s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Normalizations.LayerNorm<T>(x[0], x[1], x[2], s.Rows, s.Columns, Epsilon, y),
            AddAdjoints = (x, y, dy, dx) => Normalizations.LayerNormAdjoint<T>(
                x[0], x[1], s.Rows, s.Columns, Epsilon, dy, dx[0], dx[1], dx[2]),
            EvaluateTangent = (x, y, v, t) => Normalizations.LayerNormTangent<T>(
                x[0], x[1], s.Rows, s.Columns, Epsilon, v[0], v[1], v[2], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Normalizations.LayerNormAdjointTangent<T>(
                x[0], x[1], s.Rows, s.Columns, Epsilon, v[0], v[1], dy, dt, dx[0], dx[1], dx[2]),
        }));
    }

    private const double Epsilon = 0.01;
}
