using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Fit.Problems;

/// <summary>Generated data (Osborne 1972), two exponentials: b₁ + b₂exp(−b₄x) + b₃exp(−b₅x).</summary>
internal sealed partial class Mgh17 : Problem
{
    public override string Name => "MGH17";

    public override (string X, string Y) Quantities => ("x", "y");

    public override double[] X { get; } = [.. Enumerable.Range(0, 33).Select(i => 10.0 * i)];

    public override double[] Y { get; } =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628,
        0.603, 0.580, 0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420,
        0.414, 0.411, 0.406,
    ];

    public override double[] Start { get; } = [0.5, 1.5, -1, 0.01, 0.02];

    public override double[] Certified { get; } =
        [3.7541005211e-1, 1.9358469127, -1.4646871366, 1.2867534640e-2, 2.2122699662e-2];

    public override double[] CertifiedDeviations { get; } =
        [2.0723153551e-3, 2.2031669222e-1, 2.2175707739e-1, 4.4861358114e-4, 8.9471996575e-4];

    public override double CertifiedSum => 5.4648946975e-5;

    [Differentiable]
    public static double Model(ReadOnlySpan<double> b, double x) =>
        b[0] + b[1] * Math.Exp(-x * b[3]) + b[2] * Math.Exp(-x * b[4]);

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
