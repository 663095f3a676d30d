using System.Numerics;

namespace SamFast.Tests.Conformance.Losses;

/// <summary>Σ (a − pᵢ)² + b·(pᵢ₊₁ − pᵢ²)², over all neighbours.</summary>
internal static class Rosenbrock
{
    public static GradientFunction<T> Gradient<T>(T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (point, gradient) =>
        {
            T two = T.CreateChecked(2);
            gradient.Clear();
            for (int i = 0; i + 1 < point.Length; i++)
            {
                T gap = point[i + 1] - point[i] * point[i];
                gradient[i] -= two * (a - point[i]) + two * two * b * point[i] * gap;
                gradient[i + 1] += two * b * gap;
            }
        };

    public static LossFunction<T> Value<T>(T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        point =>
        {
            T sum = T.Zero;
            for (int i = 0; i + 1 < point.Length; i++)
            {
                T gap = point[i + 1] - point[i] * point[i];
                sum += (a - point[i]) * (a - point[i]) + b * (gap * gap);
            }

            return sum;
        };
}
