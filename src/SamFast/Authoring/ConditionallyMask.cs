namespace SamFast.Authoring;

/// <summary>A gate that, closed, makes the update zero: parameters, state and counters of what it wraps stay as they
/// are, and only its own counters go on. Derive from it; <see cref="GateAttribute"/> documents how.</summary>
/// <remarks>The same as <c>optax.conditionally_mask</c>, except that the parameters are left alone instead of having
/// zeros added to them, and that a gate may measure the gradient.</remarks>
public abstract class ConditionallyMaskAttribute : GateAttribute;
