namespace SamFast;

/// <summary>
/// Declares a partial class as an optimizer over <see cref="float"/> parameters. The transforms that follow, in source
/// order, are its chain: the first one receives the gradient, the output of the last one is added to the parameters.
/// </summary>
/// <remarks>The counterpart of <c>optax.chain</c>. The class gets a constructor that takes the number of parameters,
/// a <c>Step</c> method, and a property for each scalar hyperparameter.</remarks>
/// <example><code>
/// [Optimizer, ClipByGlobalNorm(1.0), AdamW(1e-3)]
/// public sealed partial class ClippedAdamW;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OptimizerAttribute : Attribute
{
    /// <summary>The evaluation of the formulas. Default: exact. Each operand of a sharpness-aware optimizer has its own
    /// setting.</summary>
    public Precision Precision { get; init; }

    /// <summary>True if <c>Step</c> may overwrite the gradient with an intermediate update, instead of a separate vector. A
    /// chain that needs one saves a stream of memory traffic and a state vector. The class then implements
    /// <see cref="IConsumingOptimizer{T}"/> and not <see cref="IGradientOptimizer{T}"/>.</summary>
    public bool ConsumesGradients { get; init; }

    /// <summary>A threshold: after a transform has written a state vector, elements of a smaller magnitude become 0, and the
    /// rest of the step uses the result. NaN and infinities are kept. 0, the default, turns it off; otherwise the threshold
    /// must be at least the smallest normal number of the type and below 1. Each operand of a sharpness-aware optimizer has its
    /// own threshold.</summary>
    /// <remarks>
    /// <para>For parameters whose gradient has become exactly 0: their moments decay into subnormal numbers, with which many
    /// processors compute far more slowly, and remain there, because 0.9 times the smallest number rounds to that number. With
    /// a threshold of at least the smallest normal number divided by the decay, they never become subnormal.</para>
    /// <para>1e-30 suits <see cref="float"/>, and 1e-300 <see cref="double"/>: far above the smallest normal number, and far
    /// below what Adam can notice, which adds ε = 1e-8 to the root of ν; the root of 1e-30 is 1e-15. With a smaller ε, keep the
    /// root of the threshold far below it, and do without if ε is 0: the update would be divided by a ν that was flushed. Lion
    /// moves by the sign of its average, however small, and stops when the average is flushed.</para>
    /// <para>It costs a comparison and a mask for each state vector, no memory and no traffic. The results change only where
    /// there are such elements. A slot in bfloat16 is flushed before it is rounded. Gradients are used as they are: the square
    /// of a tiny one may be subnormal on its way into an average. optax has no counterpart.</para>
    /// </remarks>
    public double FlushBelow { get; init; }

    /// <summary>Groups of tensors that the optimizer does not update, separated by commas; with a leading <c>!</c>, all except
    /// those. Sweeps skip these tensors: parameters and state do not change, gradients are not read, and measures exclude them.
    /// Each operand of a sharpness-aware optimizer has its own setting: tensors that the adversary freezes are not
    /// perturbed.</summary>
    /// <remarks>The counterpart of <c>optax.selective_transform</c>. The optimizer must be constructed with a <see
    /// cref="Layout"/> that has the groups.</remarks>
    public string? Freeze { get; init; }

    /// <summary>True if per-tensor measures are taken over all parameters, as if they were one tensor: LAMB's ratio of norms,
    /// for example, is then the same for the whole model.</summary>
    /// <remarks>The counterpart of <c>optax.flatten</c>. Memory is not moved.</remarks>
    public bool Flatten { get; init; }

    /// <summary>The layout of the optimizer: a class with <see cref="LayoutAttribute"/>. The optimizer's constructor then takes
    /// no arguments, and it steps objects of that class. A declared group that the layout lacks, or a tensor in no part of a
    /// partition, is a build error. A sharpness-aware optimizer has the layout of its operands.</summary>
    public Type? Layout { get; init; }
}

/// <summary>Declares a partial class as an optimizer over parameters of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>: the type of parameters, gradients and state.</typeparam>
/// <inheritdoc cref="OptimizerAttribute" path="/remarks"/>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OptimizerAttribute<T> : Attribute where T : unmanaged
{
    /// <inheritdoc cref="OptimizerAttribute.Precision"/>
    public Precision Precision { get; init; }

    /// <inheritdoc cref="OptimizerAttribute.ConsumesGradients"/>
    public bool ConsumesGradients { get; init; }

    /// <inheritdoc cref="OptimizerAttribute.FlushBelow"/>
    public double FlushBelow { get; init; }

    /// <inheritdoc cref="OptimizerAttribute.Freeze"/>
    public string? Freeze { get; init; }

    /// <inheritdoc cref="OptimizerAttribute.Flatten"/>
    public bool Flatten { get; init; }

    /// <inheritdoc cref="OptimizerAttribute.Layout"/>
    public Type? Layout { get; init; }
}
