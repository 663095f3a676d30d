namespace SamFast.Authoring;

/// <summary>A gate before <c>[Sam]</c> that decides whether a period climbs. Closed, the outer optimizer steps with the gradient
/// at the parameters, which is the only one of that period. Derive from it; <see cref="GateAttribute"/> documents how.</summary>
/// <remarks>The optimizer tells with <c>HasClimbed</c> what was decided, and with <c>EvaluationsSaved</c> what it saved. Of several
/// such gates, all must be open, and all are asked in each period.</remarks>
public abstract class ConditionallyClimbAttribute : GateAttribute;
