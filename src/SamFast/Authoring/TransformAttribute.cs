namespace SamFast.Authoring;

/// <summary>One transform of a chain. The constructor parameters of a derived attribute are the hyperparameters, its static methods
/// are the kernels.</summary>
/// <remarks>The generator finds kernels by name, and binds each parameter by its name and type. The page <c>Contract.md</c>, beside the
/// transforms in the repository, lists all kernels with their parameters. A signature that does not satisfy it is the error SF0011, which
/// lists the alternatives. Lanes are independent, and their number depends on the processor.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class TransformAttribute : Attribute
{
    /// <summary>The slots to store in bfloat16, separated by commas, such as <c>"mu, nu"</c>. Default: none. Each then takes 2
    /// bytes per parameter of memory and traffic instead of 4. For optimizers over <see cref="float"/>; on an
    /// alias, the slots of all its transforms.</summary>
    /// <remarks>The counterpart of optax's <c>mu_dtype</c> and <c>accumulator_dtype</c>. The formulas are still
    /// <see cref="float"/>: a slot is widened when it is loaded and rounded when it is stored, and, as in optax, the current
    /// step uses the unrounded new value; only if a later sweep of the same step reads the slot again, both use the rounded
    /// value. Nearest rounding suits averages with a decay up to 0.9, such as Adam's <c>mu</c>; others need
    /// <see cref="StateRounding.Stochastic"/>.</remarks>
    public string? BFloat16 { get; init; }

    /// <summary>The rounding of slots to bfloat16.</summary>
    public StateRounding Rounding { get; init; }

    /// <summary>The groups of tensors to act on, separated by commas, such as <c>"decay"</c> or <c>"body, head"</c>; with a
    /// leading <c>!</c>, all tensors except those of the groups. Default: all tensors. On an alias, the mask of all its
    /// transforms.</summary>
    /// <remarks>
    /// <para>The counterpart of <c>optax.masked</c>. For other tensors the update passes <b>unchanged</b>: it is not 0, and an
    /// optimizer that consists of a masked <c>[Sgd]</c> adds the raw gradient to them. <see cref="FreezeAttribute"/> makes
    /// updates 0, and <see cref="OptimizerAttribute.Freeze"/> excludes tensors from the whole chain.</para>
    /// <para>Measures include the tensors of the groups only; state exists for the others, but never changes. A whole-tensor
    /// transform is not called for them. The optimizer must be constructed with a <see cref="Layout"/> that has the groups;
    /// otherwise the constructor throws an <see cref="ArgumentException"/>.</para>
    /// </remarks>
    public string? Mask { get; init; }
}

/// <summary>
/// A named chain: the transforms are the attributes on the derived attribute class, in source order, and the alias's
/// constructor parameters reach the parameters of the same name in all of them, or the ones named by
/// <see cref="SetsAttribute"/>.
/// </summary>
public abstract class AliasAttribute : TransformAttribute
{
    /// <summary>The groups of tensors that decay: the <see cref="TransformAttribute.Mask"/> of the alias's
    /// <see cref="AddDecayedWeightsAttribute"/> alone. The others are updated without decay.</summary>
    /// <remarks>The counterpart of <c>mask</c> or <c>weight_decay_mask</c> in optax's aliases.</remarks>
    [SetsMask("AddDecayedWeights")]
    public string? DecayMask { get; init; }
}

/// <summary>
/// A scalar that changes with the step. Written after a transform, it drives one of that transform's hyperparameters;
/// a derived attribute has a static method <c>double Evaluate(long count, …)</c> whose other parameters are the
/// attribute's own, by name. Arrays are <c>ReadOnlySpan</c> there: constants of the program, never allocated.
/// </summary>
/// <remarks>
/// <para>Schedules are evaluated once per step, in double, at the number of steps completed (0 in the first step),
/// as in optax. After <c>[Sam&lt;TOuter&gt;]</c>, a schedule drives ρ, by outer steps.</para>
/// <para>Several schedules of one hyperparameter are joined, the counterpart of <c>optax.join_schedules</c>: each but the
/// last says <see cref="Until"/> which count it applies, and the next one counts its steps from there.</para>
/// </remarks>
/// <example><code>
/// [ScaleByLearningRate, Linear(0, 0.1, 20, Until = 20), Constant(0.1, Until = 80), ExponentialDecay(0.1, 10, 0.5)]
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class ScheduleAttribute : Attribute
{
    /// <summary>The hyperparameter to drive. Default: <c>learningRate</c> if the transform has one, otherwise its
    /// only scalar hyperparameter.</summary>
    public string? Of { get; init; }

    /// <summary>The count at which the next schedule of the same hyperparameter takes over. Not set: this is the last
    /// one.</summary>
    public long Until { get; init; }
}
