namespace SamFast.Authoring;

/// <summary>A gate that, closed, passes the gradient on as it is, around the transforms that it wraps; their state and
/// counters stay as they are. Derive from it; <see cref="GateAttribute"/> documents how.</summary>
/// <remarks>The same as <c>optax.conditionally_transform</c>, except that a gate may measure the gradient. What passes
/// through is added to the parameters, unscaled, where no transform follows those that it wraps. Projections are never
/// wrapped: what moves is projected, except around SAM, whose outer optimizer then takes no step.</remarks>
public abstract class ConditionallyTransformAttribute : GateAttribute
{
    /// <summary>How many of the transforms after it the gate is for, an alias counting as one; the others always run.
    /// All of them, unless this says otherwise: optax's <c>chain(conditionally_transform(scale_by_adam(), …),
    /// scale(-0.05))</c> has 1.</summary>
    public int Wraps { get; init; }
}
