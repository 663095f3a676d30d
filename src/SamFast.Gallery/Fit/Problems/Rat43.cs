using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Fit.Problems;

/// <summary>Growth of onions (Ratkowsky 1983): dry weight over time, b₁/(1 + exp(b₂ − b₃x))^(1/b₄).</summary>
internal sealed partial class Rat43 : Problem
{
    public override string Name => "Rat43";

    public override (string X, string Y) Quantities => ("time", "dry weight");

    public override double[] X { get; } =
    [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    ];

    public override double[] Y { get; } =
    [
        16.08, 33.83, 65.80, 97.20, 191.55, 326.20, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56,
        717.41,
    ];

    public override double[] Start { get; } = [700, 5, 0.75, 1.3];

    public override double[] Certified { get; } = [6.9964151270e2, 5.2771253025, 7.5962938329e-1, 1.2792483859];

    public override double[] CertifiedDeviations { get; } = [1.6302297817e1, 2.0828735829, 1.9566123451e-1, 6.8761936385e-1];

    public override double CertifiedSum => 8.7864049080e3;

    [Differentiable]
    public static double Model(ReadOnlySpan<double> b, double x) => b[0] / Math.Pow(1 + Math.Exp(b[1] - b[2] * x), 1 / b[3]);

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
