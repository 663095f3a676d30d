namespace SamFast.Authoring;

/// <summary>A gate before <c>[Sam]</c> that decides whether a period climbs. If the gate is closed, the outer optimizer steps
/// with the gradient at the parameters, the only one of that period. Derive from this class; <see cref="GateAttribute"/>
/// documents the methods.</summary>
/// <remarks>The optimizer's property <c>HasClimbed</c> has the decision, and <c>EvaluationsSaved</c> the number of evaluations
/// saved. With several such gates, all must be open, and all are evaluated in each period.</remarks>
public abstract class ConditionallyClimbAttribute : GateAttribute;
