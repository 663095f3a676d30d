namespace SamFast.Authoring;

/// <summary>Makes a property of a scalar that a step computes anyway: on a measure over all parameters (<see cref="SumAttribute"/>,
/// <see cref="MaxAttribute"/>), or on a <c>ref double</c> state or an <c>out double</c> coefficient of <c>Prepare</c> or
/// <c>Conclude</c>. Of a scalar that each tensor has, it makes a method <c>NameOf(int tensor)</c>.</summary>
/// <remarks>
/// <para>The property reads a field: it adds nothing to a step, allocates nothing, and has the value of the last step. Before the
/// first step, and after <c>Load</c> until the next one, a measure and a coefficient are 0, and a state has its own value.</para>
/// <para>The name begins with the group's in a partition, and with <c>Ascent</c> in what perturbs the parameters in SAM. Where
/// another member has the name, it begins with that of the attribute: <c>ClipByGlobalNormGradientNorm</c>.</para>
/// </remarks>
/// <param name="name">The name; by default, that of the measure or of the parameter.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class ReportedAttribute(string? name = null) : Attribute
{
    /// <summary>The name; null stands for that of the measure or of the parameter.</summary>
    public string? Name { get; } = name;

    /// <summary>The name where no transform before this one has changed the update, so that it is the gradient; null: the
    /// same.</summary>
    public string? AtHead { get; init; }

    /// <summary>Whether the property is the square root of the scalar.</summary>
    public bool SquareRoot { get; init; }

    /// <summary>What it is, for the documentation of the property, such as <c>2-norm of the update</c>. Where the name is
    /// <see cref="AtHead"/>, "update" reads "gradient".</summary>
    public string? Description { get; init; }
}

/// <summary>Marks a scalar by which a transform multiplies the whole update: a hyperparameter, or a state or a coefficient of
/// <c>Prepare</c> or <c>Conclude</c>. The magnitude of the product of all of them in a chain, and of the rate that a line search
/// has found, is the optimizer's property <c>EffectiveLearningRate</c>.</summary>
/// <remarks>In a partition, each group has a property of its own. There is none where one of the factors has a mask or differs from
/// tensor to tensor. Factors of single tensors or elements, such as trust ratios and Adam's rescaling, are not part of
/// it.</remarks>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LearningRateFactorAttribute : Attribute;
