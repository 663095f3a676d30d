namespace SamFast.Authoring;

/// <summary>Marks a transform that makes a step of a direction: it multiplies by the learning rate and turns the sign, against
/// the gradient. The build warns of a chain that does so twice (SF0052), and of what would have to stand before it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AppliesLearningRateAttribute : Attribute
{
    /// <summary>The hyperparameter that has to have its default value for this to hold. Not set: it always does.</summary>
    public string? AtDefault { get; init; }
}

/// <summary>Marks a transform that gives the same for a multiple of its update, an ε and its first steps aside: it normalizes,
/// or divides by the root of a mean square. The build warns of a learning rate before it, which it would divide out
/// (SF0053), and of a chain that ends with it, where nothing makes a step of its direction (SF0055).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScaleInvariantAttribute : Attribute
{
    /// <inheritdoc cref="AppliesLearningRateAttribute.AtDefault"/>
    public string? AtDefault { get; init; }
}

/// <summary>Marks a transform that adds a share of the parameters to a direction, so that they decay. The build warns where the
/// learning rate stands before it, and they would grow (SF0054).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AddsDecayAttribute : Attribute
{
    /// <inheritdoc cref="AppliesLearningRateAttribute.AtDefault"/>
    public string? AtDefault { get; init; }
}

/// <summary>Marks a transform that bounds the update, such as clipping. The build warns where the learning rate stands before it
/// (SF0058): the bound would then be one of the step, and not of the gradient.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BoundsUpdateAttribute : Attribute
{
    /// <inheritdoc cref="AppliesLearningRateAttribute.AtDefault"/>
    public string? AtDefault { get; init; }
}
