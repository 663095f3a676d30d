namespace SamFast;

/// <summary>How far the loss rises on a climb that stays within ρ of a point.</summary>
/// <param name="Loss">The loss at the point.</param>
/// <param name="HighestLoss">The highest loss among the ends of the ascent steps; the point itself does not count.</param>
/// <param name="AscentSteps">How many steps were taken.</param>
public readonly record struct AscentSharpness(double Loss, double HighestLoss, int AscentSteps)
{
    /// <summary>SAM's sharpness, from below: <c>HighestLoss − Loss</c>. Negative where one step of length ρ leads over the
    /// top and down; more steps, or a smaller ρ, tell more then.</summary>
    public double Sharpness => HighestLoss - Loss;
}

/// <summary>How far the loss rises, on average, at a distance ρ from a point.</summary>
/// <param name="Loss">The loss at the point.</param>
/// <param name="Sharpness">The mean of L(w + ε) − L(w) over random directions.</param>
/// <param name="StandardError">The standard error of this mean; NaN with fewer than two directions.</param>
/// <param name="Directions">How many random directions there were; both ways along each.</param>
/// <param name="HasConverged">Whether the tolerance was met.</param>
public readonly record struct AverageSharpness(
    double Loss, double Sharpness, double StandardError, int Directions, bool HasConverged);

/// <summary>An eigenvalue of the Hessian.</summary>
/// <param name="Value">λ, with its sign.</param>
/// <param name="Residual">‖Hv − λv‖ for the unit vector v that was found: some eigenvalue is that near to λ, and if the
/// others are further from it than a gap, this one is within Residual² ÷ gap.</param>
/// <param name="SpectralRadius">The largest ‖Hv‖ met: the largest magnitude of an eigenvalue, from below.</param>
/// <param name="Iterations">How many products with the Hessian it took, of two gradients each.</param>
/// <param name="HasConverged">Whether the tolerance was met.</param>
public readonly record struct EigenvalueEstimate(
    double Value, double Residual, double SpectralRadius, int Iterations, bool HasConverged);

/// <summary>The trace of the Hessian.</summary>
/// <param name="Value">The mean of vᵀHv over random signs v.</param>
/// <param name="StandardError">The standard error of this mean; NaN with fewer than two probes.</param>
/// <param name="Probes">How many v there were, of two gradients each.</param>
/// <param name="HasConverged">Whether the tolerance was met.</param>
public readonly record struct TraceEstimate(double Value, double StandardError, int Probes, bool HasConverged);

/// <summary>How far an estimate has come.</summary>
/// <param name="Iteration">How many ascent steps, directions, products or probes are done.</param>
/// <param name="Limit">How many there are at most.</param>
/// <param name="Value">The estimate so far.</param>
/// <param name="Error">Its standard error, or the eigenvalue's residual; NaN where there is none.</param>
public readonly record struct SharpnessProgress(int Iteration, int Limit, double Value, double Error);
