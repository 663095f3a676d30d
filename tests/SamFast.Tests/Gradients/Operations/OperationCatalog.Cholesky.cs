using System.Numerics;

namespace SamFast.Tests;

internal static partial class OperationCatalog
{
    private static readonly (int Size, int Columns)[] s_systems = [(0, 2), (1, 1), (2, 0), (3, 1), (5, 4), (9, 1), (12, 17)];

    private static IEnumerable<(string Name, Func<IEnumerable<OperationCase<T>>> Cases)> Factors<T>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return ("CholeskyFactor", () => s_systems.Select(s => new OperationCase<T>(
            [Definite<T>(random, s.Size)], s.Size * s.Size)
        {
            Evaluate = (x, y) => Cholesky.Factor<T>(x[0], s.Size, y),
            AddAdjoints = (x, y, dy, dx) => Cholesky.FactorAdjoint<T>(s.Size, y, dy, dx[0]),
            EvaluateTangent = (x, y, v, t) => Cholesky.FactorTangent<T>(s.Size, y, v[0], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Cholesky.FactorAdjointTangent<T>(s.Size, y, t, dy, dt, dx[0]),
        }));
        yield return ("CholeskySolve", () => s_systems.Select(s => new OperationCase<T>(
            [Lower<T>(random, s.Size), Uniform<T>(random, s.Size * s.Columns)], s.Size * s.Columns)
        {
            DependsOn = (input, i) => input == 1 || i % s.Size <= i / s.Size,
            Evaluate = (x, y) => Cholesky.Solve<T>(x[0], x[1], s.Size, s.Columns, y),
            AddAdjoints = (x, y, dy, dx) => Cholesky.SolveAdjoint<T>(x[0], s.Size, s.Columns, y, dy, dx[0], dx[1]),
            EvaluateTangent = (x, y, v, t) => Cholesky.SolveTangent<T>(x[0], s.Size, s.Columns, y, v[0], v[1], t),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Cholesky.SolveAdjointTangent<T>(
                x[0], s.Size, s.Columns, y, v[0], t, dy, dt, dx[0], dx[1]),
        }));
        yield return ("CholeskyLogDeterminant", () => s_systems.Select(s => new OperationCase<T>([Lower<T>(random, s.Size)], 1)
        {
            Evaluate = (x, y) => y[0] = Cholesky.LogDeterminant<T>(x[0], s.Size),
            AddAdjoints = (x, y, dy, dx) => Cholesky.LogDeterminantAdjoint<T>(x[0], s.Size, dy[0], dx[0]),
            EvaluateTangent = (x, y, v, t) => t[0] = Cholesky.LogDeterminantTangent<T>(x[0], s.Size, v[0]),
            AddAdjointTangents = (x, y, v, t, dy, dt, dx) => Cholesky.LogDeterminantAdjointTangent<T>(
                x[0], s.Size, v[0], dy[0], dt.Length == 0 ? T.Zero : dt[0], dx[0]),
        }));
    }

    /// <summary>A lower triangular matrix, well conditioned.</summary>
    private static T[] Lower<T>(Random random, int size) where T : INumberBase<T>
    {
        var matrix = Uniform<T>(random, size * size);
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
                matrix[(i * size) + j] *= j < i ? T.CreateTruncating(0.3) : T.Zero;
            matrix[(i * size) + i] = T.CreateTruncating(1 + random.NextDouble());
        }

        return matrix;
    }

    private static T[] Definite<T>(Random random, int size) where T : INumberBase<T>
    {
        var lower = Lower<T>(random, size);
        var matrix = new T[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                for (int k = 0; k < size; k++)
                    matrix[(i * size) + j] += lower[(i * size) + k] * lower[(j * size) + k];
            }
        }

        return matrix;
    }
}
