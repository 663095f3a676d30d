using System.Numerics;

namespace SamFast.Tests;

internal static partial class OperationCatalog
{
    private static readonly (int Rows, int Inner, int Columns)[] s_products =
        [(1, 1, 1), (0, 3, 2), (2, 0, 3), (3, 5, 0), (7, 13, 17), (6, 32, 33), (37, 70, 65), (13, 270, 5)];

    private static IEnumerable<(string Name, Func<IEnumerable<OperationCase<T>>> Cases)> Products<T>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return (nameof(Dense.MatMul), () => s_products.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Rows * s.Inner), Uniform<T>(random, s.Inner * s.Columns)], s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Dense.MatMul<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Dense.MatMulAdjoint<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Dense.MatMulTangent<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Dense.MatMulAdjointTangent<T>(
                x[0], x[1], s.Rows, s.Inner, s.Columns, v[0], v[1], dy, dt, dx[0], dx[1]),
        }));
        yield return (nameof(Dense.BatchMatMul), () => s_products.Where(s => s.Rows < 30).Select(s => new OperationCase<T>(
            [Uniform<T>(random, 3 * s.Rows * s.Inner), Uniform<T>(random, 3 * s.Inner * s.Columns)], 3 * s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Dense.BatchMatMul<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Dense.BatchMatMulAdjoint<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Dense.BatchMatMulTangent<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Dense.BatchMatMulAdjointTangent<T>(
                x[0], x[1], 3, s.Rows, s.Inner, s.Columns, v[0], v[1], dy, dt, dx[0], dx[1]),
        }));
        yield return (nameof(Dense.MatMulNT), () => s_products.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Rows * s.Inner), Uniform<T>(random, s.Inner * s.Columns)], s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Dense.MatMulNT<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Dense.MatMulNTAdjoint<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Dense.MatMulNTTangent<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Dense.MatMulNTAdjointTangent<T>(
                x[0], x[1], s.Rows, s.Inner, s.Columns, v[0], v[1], dy, dt, dx[0], dx[1]),
        }));
        yield return (nameof(Dense.BatchMatMulNT), () => s_products.Where(s => s.Rows < 30).Select(s => new OperationCase<T>(
            [Uniform<T>(random, 3 * s.Rows * s.Inner), Uniform<T>(random, 3 * s.Inner * s.Columns)], 3 * s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Dense.BatchMatMulNT<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Dense.BatchMatMulNTAdjoint<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Dense.BatchMatMulNTTangent<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Dense.BatchMatMulNTAdjointTangent<T>(
                x[0], x[1], 3, s.Rows, s.Inner, s.Columns, v[0], v[1], dy, dt, dx[0], dx[1]),
        }));
        yield return (nameof(Dense.MatMulTN), () => s_products.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Rows * s.Inner), Uniform<T>(random, s.Inner * s.Columns)], s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Dense.MatMulTN<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Dense.MatMulTNAdjoint<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Dense.MatMulTNTangent<T>(x[0], x[1], s.Rows, s.Inner, s.Columns, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Dense.MatMulTNAdjointTangent<T>(
                x[0], x[1], s.Rows, s.Inner, s.Columns, v[0], v[1], dy, dt, dx[0], dx[1]),
        }));
        yield return (nameof(Dense.BatchMatMulTN), () => s_products.Where(s => s.Rows < 30).Select(s => new OperationCase<T>(
            [Uniform<T>(random, 3 * s.Rows * s.Inner), Uniform<T>(random, 3 * s.Inner * s.Columns)], 3 * s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Dense.BatchMatMulTN<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Dense.BatchMatMulTNAdjoint<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Dense.BatchMatMulTNTangent<T>(x[0], x[1], 3, s.Rows, s.Inner, s.Columns, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Dense.BatchMatMulTNAdjointTangent<T>(
                x[0], x[1], 3, s.Rows, s.Inner, s.Columns, v[0], v[1], dy, dt, dx[0], dx[1]),
        }));
        yield return (nameof(Dense.MatVec), () => s_products.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Rows * s.Columns), Uniform<T>(random, s.Columns)], s.Rows)
        {
            Evaluate = (x, y) => Dense.MatVec<T>(x[0], x[1], s.Rows, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Dense.MatVecAdjoint<T>(x[0], x[1], s.Rows, s.Columns, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Dense.MatVecTangent<T>(x[0], x[1], s.Rows, s.Columns, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Dense.MatVecAdjointTangent<T>(
                x[0], x[1], s.Rows, s.Columns, v[0], v[1], dy, dt, dx[0], dx[1]),
        }));
        yield return (nameof(Dense.AddBias), () => s_products.Select(s => new OperationCase<T>(
            [Uniform<T>(random, s.Rows * s.Columns), Uniform<T>(random, s.Columns)], s.Rows * s.Columns)
        {
            Evaluate = (x, y) => Dense.AddBias<T>(x[0], x[1], s.Rows, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Dense.AddBiasAdjoint<T>(s.Rows, s.Columns, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Dense.AddBiasTangent<T>(s.Rows, s.Columns, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Dense.AddBiasAdjointTangent<T>(s.Rows, s.Columns, dt, dx[0], dx[1]),
        }));
    }
}
