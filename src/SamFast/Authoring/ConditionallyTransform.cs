namespace SamFast.Authoring;

/// <summary>A gate that bypasses the wrapped transforms if it is closed: the gradient passes unchanged, and their state and
/// counters do not change. Derive from this class; <see cref="GateAttribute"/> documents the methods.</summary>
/// <remarks>The same as <c>optax.conditionally_transform</c>, except that a gate may measure the gradient. If no transform
/// follows the wrapped ones, the unscaled gradient is added to the parameters. Projections are never wrapped: the moved
/// parameters are projected, except before SAM, whose outer optimizer then takes no step.</remarks>
public abstract class ConditionallyTransformAttribute : GateAttribute
{
    /// <summary>The number of following transforms that the gate wraps, an alias counting as one; the others always run.
    /// Default: all. For optax's <c>chain(conditionally_transform(scale_by_adam(), …), scale(-0.05))</c>, set it to 1.</summary>
    public int Wraps { get; init; }
}
