namespace SamFast.Authoring;

/// <summary>A gate that makes the update zero if it is closed: the parameters, and the state and counters of the wrapped
/// transforms, do not change; only the gate's own counters advance. Derive from this class; <see cref="GateAttribute"/>
/// documents the methods.</summary>
/// <remarks>The same as <c>optax.conditionally_mask</c>, except that the parameters are not written, where optax adds zeros,
/// and that a gate may measure the gradient.</remarks>
public abstract class ConditionallyMaskAttribute : GateAttribute;
