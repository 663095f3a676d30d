using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Fit.Problems;

/// <summary>Semiconductors (Thurber 1979): electron mobility over the logarithm of the density, a ratio of two cubic polynomials.</summary>
internal sealed partial class Thurber : Problem
{
    public override string Name => "Thurber";

    public override (string X, string Y) Quantities => ("log density", "electron mobility");

    public override double[] X { get; } =
    [
        -3.067, -2.981, -2.921, -2.912, -2.840, -2.797, -2.702, -2.699, -2.633, -2.481, -2.363, -2.322, -1.501,
        -1.460, -1.274, -1.212, -1.100, -1.046, -0.915, -0.714, -0.566, -0.545, -0.400, -0.309, -0.109, -0.103,
        0.010, 0.119, 0.377, 0.790, 0.963, 1.006, 1.115, 1.572, 1.841, 2.047, 2.200,
    ];

    public override double[] Y { get; } =
    [
        80.574, 84.248, 87.264, 87.195, 89.076, 89.608, 89.868, 90.101, 92.405, 95.854, 100.696, 101.060, 401.672,
        390.724, 567.534, 635.316, 733.054, 759.087, 894.206, 990.785, 1090.109, 1080.914, 1122.643, 1178.351,
        1260.531, 1273.514, 1288.339, 1327.543, 1353.863, 1414.509, 1425.208, 1421.384, 1442.962, 1464.350,
        1468.705, 1447.894, 1457.628,
    ];

    public override double[] Start { get; } = [1300, 1500, 500, 75, 1, 0.4, 0.05];

    public override double[] Certified { get; } =
        [1.2881396800e3, 1.4910792535e3, 5.8323836877e2, 7.5416644291e1, 9.6629502864e-1, 3.9797285797e-1, 4.9727297349e-2];

    public override double[] CertifiedDeviations { get; } =
        [4.6647963344, 3.9571156086e1, 2.8698696102e1, 5.5675370270, 3.1333340687e-2, 1.4984928198e-2, 6.5842344623e-3];

    public override double CertifiedSum => 5.6427082397e3;

    [Differentiable]
    public static double Model(ReadOnlySpan<double> b, double x) =>
        (b[0] + x * (b[1] + x * (b[2] + x * b[3]))) / (1 + x * (b[4] + x * (b[5] + x * b[6])));

    [Differentiable]
    public static double SumOfSquares(ReadOnlySpan<double> b, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double residual = y[i] - Model(b, x[i]);
            sum += residual * residual;
        }

        return sum;
    }

    public override Minimum Minimize()
    {
        var loss = new SumOfSquaresObjective(X, Y);
        return Minimum.Of(Start, ref loss);
    }

    public override double Predict(ReadOnlySpan<double> b, double x) => Model(b, x);

    public override void Slopes(ReadOnlySpan<double> b, double x, Span<double> slopes) => ModelGradient(b, x, slopes);
}
