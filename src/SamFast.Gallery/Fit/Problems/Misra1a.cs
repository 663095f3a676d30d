using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Fit.Problems;

/// <summary>Monomolecular adsorption (Misra 1978): volume over pressure, b₁(1 − exp(−b₂x)).</summary>
internal sealed partial class Misra1a : Problem
{
    public override string Name => "Misra1a";

    public override (string X, string Y) Quantities => ("pressure", "volume");

    public override double[] X { get; } =
    [
        77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ];

    public override double[] Y { get; } =
    [
        10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ];

    public override double[] Start { get; } = [250, 0.0005];

    public override double[] Certified { get; } = [2.3894212918e2, 5.5015643181e-4];

    public override double[] CertifiedDeviations { get; } = [2.7070075241, 7.2668688436e-6];

    public override double CertifiedSum => 1.2455138894e-1;

    [Differentiable]
    public static double Model(ReadOnlySpan<double> b, double x) => b[0] * (1 - Math.Exp(-b[1] * x));

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
