namespace SamFast;

/// <summary>
/// Assigns an optimizer to the tensors of a group. Apply it once per group, after <c>[Optimizer]</c>; every tensor of the
/// layout must be in one of the groups.
/// </summary>
/// <remarks>
/// <para>The counterpart of <c>optax.partition</c> (<c>multi_transform</c>). The chains are compiled into one class. Each has
/// its own sweeps, which skip the tensors of other groups; its measures and its state cover the tensors of its group only. Its
/// hyperparameters are properties with the group's name in
/// front: <c>BodyLearningRate</c>. <c>[SetToZero]</c> as a chain does not move a group.</para>
/// <para>Transforms before the first <c>[Partition]</c> act on all tensors: <c>[ClipByGlobalNorm(1)]</c> there clips the whole
/// gradient. Wrappers precede everything else and apply to the whole. A partition may be an operand of SAM.</para>
/// <para>The optimizer must be constructed with a <see cref="Layout"/>. The constructor throws an <see
/// cref="ArgumentException"/> if a tensor is in none of the groups, or a group has no tensor.</para>
/// </remarks>
/// <example><code>
/// [Optimizer, Partition&lt;Body&gt;("body"), Partition&lt;Head&gt;("head")]
/// public sealed partial class BodyAndHead;
/// </code></example>
/// <typeparam name="TOptimizer">The chain: a class with <see cref="OptimizerAttribute"/>.</typeparam>
/// <param name="group">The group.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PartitionAttribute<TOptimizer>(string group) : Attribute
    where TOptimizer : class
{
    /// <summary>The group.</summary>
    public string Group { get; } = group;
}
