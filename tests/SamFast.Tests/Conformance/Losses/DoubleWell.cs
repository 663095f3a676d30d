using System.Numerics;

namespace SamFast.Tests.Conformance.Losses;

/// <summary>−exp(−(x−2)² − y²) − exp(−(x² + 100y²)): a flat well and a sharp one.</summary>
internal static class DoubleWell
{
    public static GradientFunction<T> Gradient<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (point, gradient) =>
        {
            T x = point[0], y = point[1];
            T two = T.CreateChecked(2), hundred = T.CreateChecked(100);
            T flat = T.Exp(-((x - two) * (x - two)) - y * y);
            T sharp = T.Exp(-(x * x + hundred * (y * y)));
            gradient[0] = two * (x - two) * flat + two * x * sharp;
            gradient[1] = two * y * flat + two * hundred * y * sharp;
        };

    public static LossFunction<T> Value<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        point =>
        {
            T x = point[0], y = point[1];
            T two = T.CreateChecked(2), hundred = T.CreateChecked(100);
            return -T.Exp(-((x - two) * (x - two)) - y * y) - T.Exp(-(x * x + hundred * (y * y)));
        };
}
