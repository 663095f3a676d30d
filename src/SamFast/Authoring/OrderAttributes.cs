namespace SamFast.Authoring;

/// <summary>Marks a transform that turns a direction into a step: it multiplies by the learning rate and by −1. The build warns
/// about a chain with two of them (SF0052), and about transforms that must precede it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AppliesLearningRateAttribute : Attribute
{
    /// <summary>The hyperparameter that has to have its default value for this to hold. Not set: it always does.</summary>
    public string? AtDefault { get; init; }
}

/// <summary>Marks a transform whose output does not depend on the scale of its input, except for ε and the first steps: it
/// normalizes, or divides by the root of a mean square. The build warns about a learning rate before it, which it would divide
/// out (SF0053), and about a chain that ends with it, without a learning rate (SF0055).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScaleInvariantAttribute : Attribute
{
    /// <inheritdoc cref="AppliesLearningRateAttribute.AtDefault"/>
    public string? AtDefault { get; init; }
}

/// <summary>Marks a transform that adds a share of the parameters to a direction, so that they decay. The build warns about a
/// learning rate before it, with which they would grow (SF0054).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AddsDecayAttribute : Attribute
{
    /// <inheritdoc cref="AppliesLearningRateAttribute.AtDefault"/>
    public string? AtDefault { get; init; }
}

/// <summary>Marks a transform that bounds the update, such as clipping. The build warns about a learning rate before it
/// (SF0058), with which it would bound the step and not the gradient.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BoundsUpdateAttribute : Attribute
{
    /// <inheritdoc cref="AppliesLearningRateAttribute.AtDefault"/>
    public string? AtDefault { get; init; }
}
