using System.Numerics;

namespace SamFast.Tests.Conformance.Losses;

/// <summary>mean(log(1 + exp(z)) − y·z) + ½·l2·Σw², with z = X·w + b and p = [w, b].</summary>
internal static class LogisticRegression
{
    public static GradientFunction<T> Gradient<T>(T[][] x, T[] y, T l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (point, gradient) =>
        {
            var weights = point[..^1];
            gradient.Clear();
            for (int sample = 0; sample < x.Length; sample++)
            {
                T z = point[^1];
                for (int i = 0; i < weights.Length; i++)
                    z += x[sample][i] * weights[i];
                T residual = (T.One / (T.One + T.Exp(-z)) - y[sample]) / T.CreateChecked(x.Length);
                for (int i = 0; i < weights.Length; i++)
                    gradient[i] += x[sample][i] * residual;
                gradient[^1] += residual;
            }

            for (int i = 0; i < weights.Length; i++)
                gradient[i] += l2 * weights[i];
        };

    public static LossFunction<T> Value<T>(T[][] x, T[] y, T l2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        point =>
        {
            var weights = point[..^1];
            T sum = T.Zero, squares = T.Zero;
            for (int sample = 0; sample < x.Length; sample++)
            {
                T z = point[^1];
                for (int i = 0; i < weights.Length; i++)
                    z += x[sample][i] * weights[i];

                // Without overflow: log(1 + exp(z)) = max(z, 0) + log(1 + exp(−|z|)).
                sum += T.Max(z, T.Zero) + T.LogP1(T.Exp(-T.Abs(z))) - y[sample] * z;
            }

            foreach (T weight in weights)
                squares += weight * weight;
            return sum / T.CreateChecked(x.Length) + l2 / T.CreateChecked(2) * squares;
        };
}
