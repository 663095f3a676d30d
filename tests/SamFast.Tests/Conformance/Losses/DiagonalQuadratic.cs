using System.Numerics;

namespace SamFast.Tests.Conformance.Losses;

/// <summary>½·Σ d·(p − c)².</summary>
internal static class DiagonalQuadratic
{
    public static GradientFunction<T> Gradient<T>(T[] d, T[] c) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (point, gradient) =>
        {
            for (int i = 0; i < d.Length; i++)
                gradient[i] = d[i] * (point[i] - c[i]);
        };

    public static LossFunction<T> Value<T>(T[] d, T[] c) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        point =>
        {
            T sum = T.Zero;
            for (int i = 0; i < d.Length; i++)
                sum += d[i] * ((point[i] - c[i]) * (point[i] - c[i]));
            return sum / T.CreateChecked(2);
        };
}
