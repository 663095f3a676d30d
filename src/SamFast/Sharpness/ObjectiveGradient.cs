namespace SamFast;

/// <summary>The gradient of an objective, whose losses are not needed.</summary>
/// <param name="objective">The objective.</param>
internal ref struct ObjectiveGradient<T, TObjective>(TObjective objective) : IGradient<T>
    where T : unmanaged
    where TObjective : IObjective<T>, allows ref struct
{
    /// <summary>The objective, with its changes to itself.</summary>
    public TObjective Objective = objective;

    public void Evaluate(ReadOnlySpan<T> point, Span<T> gradient, GradientEvaluation evaluation) => Objective.Evaluate(point, gradient);
}
