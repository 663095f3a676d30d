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
}
