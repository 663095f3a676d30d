namespace SamFast;

/// <summary>
/// Gives the tensors of a group an optimizer of their own. Written once for each group, after <c>[Optimizer]</c>; every tensor of
/// the layout is in one of the groups.
/// </summary>
/// <remarks>
/// <para>The counterpart of <c>optax.partition</c> (<c>multi_transform</c>). The chains are compiled into one class: each has
/// sweeps of its own, which pass over the other groups' tensors; its measures count the tensors of its group; its state takes
/// memory for them only, since a tensor has the state of one chain. Its hyperparameters are properties with the group's name in
/// front: <c>BodyLearningRate</c>. <c>[SetToZero]</c> as a chain leaves a group where it is.</para>
/// <para>Transforms before the first <c>[Partition]</c> act on all tensors: <c>[ClipByGlobalNorm(1)]</c> there clips the whole
/// gradient. Wrappers stand before all of it, and decide about the whole. A partition may be an operand of SAM.</para>
/// <para>The optimizer has to be made with a <see cref="Layout"/>; an <see cref="ArgumentException"/> says which tensor is in none
/// of the groups, or which group has no tensor.</para>
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
