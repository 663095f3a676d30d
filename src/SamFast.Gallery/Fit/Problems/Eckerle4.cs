using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Fit.Problems;

/// <summary>Circular interference (Eckerle 1979): transmittance over wavelength, b₁/b₂·exp(−½((x − b₃)/b₂)²).</summary>
internal sealed partial class Eckerle4 : Problem
{
    public override string Name => "Eckerle4";

    public override (string X, string Y) Quantities => ("wavelength", "transmittance");

    public override double[] X { get; } =
    [
        400, 405, 410, 415, 420, 425, 430, 435, 436.5, 438, 439.5, 441, 442.5, 444, 445.5, 447, 448.5, 450, 451.5,
        453, 454.5, 456, 457.5, 459, 460.5, 462, 463.5, 465, 470, 475, 480, 485, 490, 495, 500,
    ];

    public override double[] Y { get; } =
    [
        0.0001575, 0.0001699, 0.0002350, 0.0003102, 0.0004917, 0.0008710, 0.0017418, 0.0046400, 0.0065895,
        0.0097302, 0.0149002, 0.0237310, 0.0401683, 0.0712559, 0.1264458, 0.2073413, 0.2902366, 0.3445623,
        0.3698049, 0.3668534, 0.3106727, 0.2078154, 0.1164354, 0.0616764, 0.0337200, 0.0194023, 0.0117831,
        0.0074357, 0.0022732, 0.0008800, 0.0004579, 0.0002345, 0.0001586, 0.0001143, 0.0000710,
    ];

    public override double[] Start { get; } = [1.5, 5, 450];

    public override double[] Certified { get; } = [1.5543827178, 4.0888321754, 4.5154121844e2];

    public override double[] CertifiedDeviations { get; } = [1.5408051163e-2, 4.6803020753e-2, 4.6800518816e-2];

    public override double CertifiedSum => 1.4635887487e-3;

    [Differentiable]
    public static double Model(ReadOnlySpan<double> b, double x)
    {
        double distance = (x - b[2]) / b[1];
        return b[0] / b[1] * Math.Exp(-distance * distance / 2);
    }

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
