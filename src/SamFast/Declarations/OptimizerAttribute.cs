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
    /// <summary>Whether <c>Step</c> may overwrite the gradient it is given, instead of keeping an update that waits for the
    /// next sweep in a vector of its own: a chain that needs one saves a stream of memory traffic and a state vector. The
    /// class then implements <see cref="IConsumingOptimizer{T}"/> and not <see cref="IOptimizer{T}"/>.</summary>
    public bool ConsumesGradients { get; init; }
}

/// <summary>Declares a partial class as an optimizer over parameters of type <typeparamref name="T"/>.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>: the type of parameters, gradients and state.</typeparam>
/// <inheritdoc cref="OptimizerAttribute" path="/remarks"/>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OptimizerAttribute<T> : Attribute where T : unmanaged
{
    /// <inheritdoc cref="OptimizerAttribute.ConsumesGradients"/>
    public bool ConsumesGradients { get; init; }
}
