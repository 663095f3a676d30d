namespace SamFast.Authoring;

/// <summary>Publishes a scalar of the step as a property of the optimizer: on a measure over all parameters
/// (<see cref="SumAttribute"/>, <see cref="MaxAttribute"/>), or on a <c>ref double</c> state or an <c>out double</c>
/// coefficient of <c>Prepare</c> or <c>Conclude</c>. A per-tensor scalar becomes a method <c>NameOf(int tensor)</c>.</summary>
/// <remarks>
/// <para>The property reads a field: it adds nothing to a step, allocates nothing, and has the value of the last step. Before
/// the first step, and between <c>Load</c> and the next step, measures and coefficients are 0, and states have their
/// values.</para>
/// <para>The name is prefixed with the group's in a partition, and with <c>Ascent</c> in the adversary of SAM. If another
/// member has the name, it is prefixed with that of the attribute: <c>ClipByGlobalNormGradientNorm</c>.</para>
/// </remarks>
/// <param name="name">The name; by default, that of the measure or of the parameter.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ReportedAttribute(string? name = null) : Attribute
{
    /// <summary>The name; null for that of the measure or of the parameter.</summary>
    public string? Name { get; } = name;

    /// <summary>The name where no transform before this one has changed the update, so that it is the gradient; null: the
    /// same.</summary>
    public string? AtHead { get; init; }

    /// <summary>True if the property is the square root of the scalar.</summary>
    public bool SquareRoot { get; init; }

    /// <summary>The documentation of the property, such as <c>2-norm of the update</c>. If the name is <see cref="AtHead"/>,
    /// "update" is replaced by "gradient".</summary>
    public string? Description { get; init; }
}

/// <summary>Marks a scalar by which a transform multiplies the whole update: a hyperparameter, or a state or a coefficient of
/// <c>Prepare</c> or <c>Conclude</c>. The magnitude of the product of all of them in a chain, and of the rate that a line search
/// has found, is the optimizer's property <c>EffectiveLearningRate</c>.</summary>
/// <remarks>In a partition, each group has such a property. The property is omitted if one of the factors has a mask or is a
/// per-tensor scalar. Factors of single tensors or elements, such as trust ratios and Adam's rescaling, are not part of
/// it.</remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LearningRateFactorAttribute : Attribute;
