namespace SamFast;

/// <summary>The rise of the loss on a climb within ρ of a point.</summary>
/// <param name="Loss">The loss at the point.</param>
/// <param name="HighestLoss">The highest loss among the ends of the ascent steps; the point itself does not count.</param>
/// <param name="AscentSteps">The number of ascent steps.</param>
public readonly record struct AscentSharpness(double Loss, double HighestLoss, int AscentSteps)
{
    /// <summary>SAM's sharpness, from below: <c>HighestLoss − Loss</c>. Negative if one step of length ρ passes over a maximum;
    /// then use more steps or a smaller ρ.</summary>
    public double Sharpness => HighestLoss - Loss;
}

/// <summary>The mean rise of the loss at a distance ρ from a point.</summary>
/// <param name="Loss">The loss at the point.</param>
/// <param name="Sharpness">The mean of L(w + ε) − L(w) over random directions.</param>
/// <param name="StandardError">The standard error of this mean; NaN with fewer than two directions.</param>
/// <param name="Directions">The number of random directions; each is used with both signs.</param>
/// <param name="HasConverged">True if the tolerance was met.</param>
public readonly record struct AverageSharpness(
    double Loss, double Sharpness, double StandardError, int Directions, bool HasConverged);

/// <summary>An eigenvalue of the Hessian.</summary>
/// <param name="Value">λ, with its sign.</param>
/// <param name="Residual">‖Hv − λv‖ for the unit vector v that was found: some eigenvalue is that near to λ, and if the
/// others are further from it than a gap, this one is within Residual² ÷ gap.</param>
/// <param name="SpectralRadius">The largest ‖Hv‖ met: the largest magnitude of an eigenvalue, from below.</param>
/// <param name="Iterations">The number of products with the Hessian, of two gradients each.</param>
/// <param name="HasConverged">True if the tolerance was met.</param>
public readonly record struct EigenvalueEstimate(
    double Value, double Residual, double SpectralRadius, int Iterations, bool HasConverged);

/// <summary>The trace of the Hessian.</summary>
/// <param name="Value">The mean of vᵀHv over random signs v.</param>
/// <param name="StandardError">The standard error of this mean; NaN with fewer than two probes.</param>
/// <param name="Probes">The number of vectors v, of two gradients each.</param>
/// <param name="HasConverged">True if the tolerance was met.</param>
public readonly record struct TraceEstimate(double Value, double StandardError, int Probes, bool HasConverged);

/// <summary>The progress of an estimate.</summary>
/// <param name="Iteration">The number of completed ascent steps, directions, products or probes.</param>
/// <param name="Limit">Their maximum number.</param>
/// <param name="Value">The estimate so far.</param>
/// <param name="Error">Its standard error, or the eigenvalue's residual; NaN if there is none.</param>
public readonly record struct SharpnessProgress(int Iteration, int Limit, double Value, double Error);
