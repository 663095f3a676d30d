namespace SamFast.Gallery.Notebook;

/// <summary>One call of <c>Step</c>.</summary>
/// <param name="Loss">The loss at the parameters before the call.</param>
/// <param name="After">The parameters after the call.</param>
/// <param name="Evaluations">The number of gradients evaluated by the end of the call.</param>
/// <param name="IsOuterStep">True if the outer optimizer stepped, so that the parameters are unperturbed.</param>
internal readonly record struct Call(double Loss, Point After, int Evaluations, bool IsOuterStep);

/// <summary>The first arrival within a distance: the outer step, counted from 1, and the number of gradients until then.</summary>
internal sealed record Arrival(int OuterStep, int GradientEvaluations);

/// <summary>The cost of a step, measured separately from the recorded run.</summary>
/// <param name="NanosecondsPerStep">Wall time of one <c>Step</c>, including its gradients.</param>
/// <param name="AllocatedBytesPerStep">The bytes allocated by the thread, divided by the number of steps.</param>
internal sealed record Cost(double NanosecondsPerStep, double AllocatedBytesPerStep);

/// <summary>The recorded path of an optimizer.</summary>
internal sealed class Run(string optimizer, Mode mode, string precision, IReadOnlyList<Call> calls, Cost cost)
{
    public string Optimizer { get; } = optimizer;

    public Mode Mode { get; } = mode;

    public string Precision { get; } = precision;

    public IReadOnlyList<Call> Calls { get; } = calls;

    public Cost Cost { get; } = cost;

    /// <summary>The calls in which the outer optimizer stepped; the other ones only perturb.</summary>
    public IReadOnlyList<Call> OuterSteps { get; } = [.. calls.Where(call => call.IsOuterStep)];

    /// <summary>The parameters after the last outer step; an incomplete period is ignored.</summary>
    public Point End => OuterSteps.Count == 0 ? Landmarks.Start : OuterSteps[^1].After;

    public double Loss => DoubleWell.Loss(End.X, End.Y);

    public string Optimum => Landmarks.NearestOptimum(End);

    /// <summary>The first outer step that ends near the smooth well; null if none does.</summary>
    public Arrival? FirstWithin(double radius)
    {
        for (int i = 0; i < OuterSteps.Count; i++)
        {
            if (OuterSteps[i].After.DistanceTo(Landmarks.SmoothWell) <= radius)
                return new Arrival(i + 1, OuterSteps[i].Evaluations);
        }

        return null;
    }
}
