namespace SamFast.Authoring;

/// <summary>
/// One link of a chain. A derived attribute is the whole transform: its constructor's parameters are the
/// hyperparameters, its static methods are the formula, and the generator reads nothing but their signatures.
/// </summary>
/// <remarks>
/// <para>The kernels, all static, all found by name. Every parameter is bound by its own name:</para>
/// <list type="table">
/// <item><term><c>Vector512&lt;T&gt; Update&lt;T&gt;(Vector512&lt;T&gt; update, …)</c></term>
/// <description>Required. The update that leaves this transform, for one parameter in each lane. Lanes are independent, and
/// without AVX-512 only the lower half holds parameters.</description></item>
/// <item><term><c>void Accumulate&lt;T&gt;(Vector512&lt;T&gt; update, ref Vector512&lt;T&gt; slot, …)</c></term>
/// <description>Optional, runs before <c>Update</c>: everything that changes the state. With it, <c>Update</c> takes the
/// slots by value, and may be evaluated again in a later sweep instead of storing its result.</description></item>
/// <item><term><c>void Prepare(double hyperparameter, ref double state, out double coefficient, …)</c></term>
/// <description>Optional, runs once per step, in double: turns hyperparameters and measures into coefficients. It depends on its
/// arguments alone: where hyperparameters and states are all of them, it does not run again until one has
/// changed.</description></item>
/// <item><term><c>void Observe&lt;T&gt;(Vector512&lt;T&gt; hessian, ref Vector512&lt;T&gt; slot, …)</c></term>
/// <description>Optional, after steps that were given the diagonal of the Hessian; beside it, <c>bool NeedsHessian(long count,
/// …)</c> returns true for steps in which the caller must provide it. The optimizer is then an
/// <see cref="IHessianOptimizer{T}"/>.</description></item>
/// <item><term><c>[Sum]</c> or <c>[Max]</c> <c>Vector512&lt;T&gt; Name&lt;T&gt;(Vector512&lt;T&gt; update, …)</c></term>
/// <description>Optional: a measure over all parameters, or over each tensor, which <c>Prepare</c> or <c>Conclude</c>
/// receives as <c>double name</c>, and which is a property with <see cref="ReportedAttribute"/>. A transform with only
/// measures, and a <c>Conclude</c> without coefficients, passes the update unchanged.</description></item>
/// <item><term><c>void Conclude(double measure, ref double state, out double coefficient, …)</c></term>
/// <description>Optional, runs once per step after <c>Accumulate</c>, in double: receives measures of the slots' new values,
/// <c>[Sum(AfterAccumulate = true)]</c>, and other measures that <c>Prepare</c> does not need. Its coefficients are passed to
/// <c>Update</c>, which then runs in a separate sweep. Without coefficients, it prepares the next step through states and costs
/// no sweep.</description></item>
/// <item><term><c>Vector512&lt;T&gt; Project&lt;T&gt;(Vector512&lt;T&gt; parameter, …)</c></term>
/// <description>In place of <c>Update</c> and <c>Accumulate</c>: a projection. It takes the parameters after the update was
/// added, and returns their new values. Projections come last in a chain. Their measures, of the moved <c>parameter</c>, cost a
/// separate sweep, which reads and writes the parameters once more; without a measure, a projection costs no memory traffic. In
/// the outer chain of a sharpness-aware optimizer, they apply in the descent, not to the perturbed parameters; behind wrappers,
/// when a step is taken.</description></item>
/// <item><term><c>Vector512&lt;T&gt; EvaluationParameters&lt;T&gt;(Vector512&lt;T&gt; parameter, …)</c></term>
/// <description>Optional: the parameters to evaluate the model with; the optimizer is then an
/// <see cref="IAveragingOptimizer{T}"/>. May take <c>parameter</c>, slots, states and hyperparameters; must return
/// <c>parameter</c> while the states have their initial values.</description></item>
/// <item><term><c>bool ShouldReset(double state, …)</c></term>
/// <description>Optional, runs at the end of each step: returns true to restart the transforms before it in the next step,
/// resetting their slots, states, counts and schedules. Random numbers continue.</description></item>
/// </list>
/// <para>A lane kernel may take: <c>update</c> (the output of the previous transform; at the head of the chain, the gradient),
/// <c>parameter</c>, its slots (<c>ref</c> where they change), a coefficient of <c>Prepare</c>, a scalar
/// hyperparameter (<c>Vector512&lt;T&gt;</c>, the value in every lane) or a structural one (<c>bool</c>, <c>int</c> or an
/// enumeration, a constant of the declaration); and, with a hyperparameter <c>double seed</c>, a random number for each
/// element (<c>[Normal]</c>, <c>[Uniform]</c>, <c>[Rademacher]</c>). <c>Prepare</c> may take: hyperparameters,
/// measures, <c>long count</c> (steps completed: 0 in the first step), <c>double value</c> (the loss at the point of the
/// gradient: the optimizer is then an <see cref="ILossOptimizer{T}"/>), <c>ref double</c> state that it
/// keeps between steps, and <c>out double</c> coefficients. <c>Conclude</c> may take the same, shares the states by name, and
/// may read the coefficients of <c>Prepare</c> as <c>double</c>. All may take <c>Precision precision</c>, the constant declared
/// on <c>[Optimizer]</c> (default: <see cref="Precision.Exact"/>), to pass to <c>Lanes.Divide</c>.</para>
/// <para>After <c>[Sam]</c>, lane kernels and measures may take <c>ascentGradient</c>, the gradient at the unperturbed
/// parameters, and <c>Prepare</c> may take <c>bool hasClimbed</c>, true if SAM climbed in this period. If <c>Prepare</c> takes
/// <c>bool isLastDescent</c>, SAM steps after each ascent, and the argument is true in the last step of the period. Everywhere,
/// a lane kernel may read a slot of another transform (<see cref="SharedAttribute"/>), or a state vector provided by the caller
/// (<see cref="CallerProvidedAttribute"/>).</para>
/// <para>A measure over all parameters may take <c>gradient</c> in place of <c>update</c>: the input of the chain. It is taken
/// before the first transform, as are measures of the same transform that take neither.</para>
/// <para>A transform that needs the shape of a tensor (its rows, its columns, the matrix as a whole) has, instead of
/// <c>Update</c>, <c>Accumulate</c> and measures, a kernel that is called once for each tensor, between two sweeps:</para>
/// <list type="table">
/// <item><term><c>void Transform&lt;T&gt;(Span&lt;T&gt; update, TensorShape shape, …)</c></term>
/// <description>Changes the update of one tensor in place; never called for an empty one. Tensors may be on different
/// threads at the same time.</description></item>
/// <item><term><c>int NameLength(TensorShape shape, …)</c></term>
/// <description>Optional, for a slot <c>name</c>: its length for a tensor. By default, a slot is as long as the tensor. Runs in
/// the constructor, as do the next two.</description></item>
/// <item><term><c>int WorkspaceLength(TensorShape shape, …)</c></term>
/// <description>The length of the workspace for a tensor, if the kernel takes one.</description></item>
/// <item><term><c>void CheckShape(TensorShape shape, …)</c></term>
/// <description>Optional: throws an <see cref="ArgumentException"/> for an unsupported shape.</description></item>
/// </list>
/// <para><c>Transform</c> may take: <c>Span&lt;T&gt; update</c>, <c>ReadOnlySpan&lt;T&gt; parameter</c>, <c>TensorShape
/// shape</c>, slots and <c>workspace</c> (<c>Span&lt;T&gt;</c>; the workspace has at least the requested length and unspecified
/// contents), coefficients and scalar hyperparameters (<c>double</c>), structural ones and <c>Precision precision</c>. Its
/// slots are not stored in bfloat16. In the adversary of SAM, it cannot have slots.</para>
/// <para>A transform that needs all parameters at once, and products of vectors one after the other, has a kernel
/// <c>void Transform&lt;T&gt;(WholeVector&lt;T&gt; update, …) where T : unmanaged</c> instead, called once per step. It may
/// take <c>WholeVector&lt;T&gt; parameter</c>, slots (<c>WholeVector&lt;T&gt;</c>, or several of them as
/// <c>[Copies("hyperparameter")] WholeVectors&lt;T&gt;</c>), persistent scalars (<c>[Copies] Span&lt;double&gt;</c>),
/// <c>long count</c>, coefficients, hyperparameters and <c>Precision precision</c>. Before a line search, it may run again with
/// the same count after an exception of the objective, and must not have overwritten its inputs. Its slots are not
/// stored in bfloat16, and <see cref="OptimizerAttribute.FlushBelow"/> does not reach them.</para>
/// </remarks>
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
