using SamFast.Gallery.Fitting;

namespace SamFast.Gallery.Fit;

/// <summary>A problem of nonlinear least squares from NIST's Statistical Reference Datasets, with certified results.</summary>
/// <remarks>A problem declares its model and the sum of squared residuals, both differentiable. Source: NIST StRD,
/// doi:10.18434/T43G6C, in the public domain.</remarks>
internal abstract class Problem
{
    public abstract string Name { get; }

    /// <summary>The measured quantities, as axis titles.</summary>
    public abstract (string X, string Y) Quantities { get; }

    public abstract double[] X { get; }

    public abstract double[] Y { get; }

    /// <summary>The second set of starting values of the data set.</summary>
    public abstract double[] Start { get; }

    /// <summary>The certified parameters.</summary>
    public abstract double[] Certified { get; }

    /// <summary>Their certified standard deviations, which neglect the curvature of the model.</summary>
    public abstract double[] CertifiedDeviations { get; }

    /// <summary>The certified residual sum of squares.</summary>
    public abstract double CertifiedSum { get; }

    public int DegreesOfFreedom => X.Length - Start.Length;

    /// <summary>Fits the parameters.</summary>
    public abstract Minimum Minimize();

    /// <summary>The model's value.</summary>
    public abstract double Predict(ReadOnlySpan<double> b, double x);

    /// <summary>Writes the derivatives of the model's value with respect to the parameters.</summary>
    public abstract void Slopes(ReadOnlySpan<double> b, double x, Span<double> slopes);

    public static IReadOnlyList<Problem> All { get; } =
        [new Problems.Misra1a(), new Problems.Eckerle4(), new Problems.Rat43(), new Problems.Mgh17(), new Problems.Thurber()];
}
