namespace SamFast.Authoring;

/// <summary>
/// One link of a chain. A derived attribute is the whole transform: its constructor's parameters are the
/// hyperparameters, its static methods are the formula, and the generator reads nothing but their signatures.
/// </summary>
/// <remarks>
/// <para>The kernels, all static, all found by name. Every parameter is bound by its own name:</para>
/// <list type="table">
/// <item><term><c>Vector512&lt;T&gt; Update&lt;T&gt;(Vector512&lt;T&gt; update, …)</c></term>
/// <description>Required. The update that leaves this transform, for one parameter in each lane. Lanes know nothing of
/// each other, and without AVX-512 only those of the lower half hold parameters.</description></item>
/// <item><term><c>void Accumulate&lt;T&gt;(Vector512&lt;T&gt; update, ref Vector512&lt;T&gt; slot, …)</c></term>
/// <description>Optional, runs before <c>Update</c>: everything that changes the state. With it, <c>Update</c> takes the
/// slots by value, and may be evaluated again in a later sweep instead of storing its result.</description></item>
/// <item><term><c>void Prepare(double hyperparameter, ref double state, out double coefficient, …)</c></term>
/// <description>Optional, runs once per step, in double: turns hyperparameters and measures into coefficients. It depends on its
/// arguments alone: where hyperparameters and states are all of them, it does not run again until one has changed.</description></item>
/// <item><term><c>void Observe&lt;T&gt;(Vector512&lt;T&gt; hessian, ref Vector512&lt;T&gt; slot, …)</c></term>
/// <description>Optional, after steps that were given the diagonal of the Hessian; beside it,
/// <c>bool NeedsHessian(long count, …)</c> says in which steps the caller is to give it. The optimizer then is an
/// <see cref="IHessianOptimizer{T}"/>.</description></item>
/// <item><term><c>[Sum]</c> or <c>[Max]</c> <c>Vector512&lt;T&gt; Name&lt;T&gt;(Vector512&lt;T&gt; update, …)</c></term>
/// <description>Optional: a measure over all parameters, or over each tensor, which <c>Prepare</c> or <c>Conclude</c>
/// receives as <c>double name</c>, and which is a property with <see cref="ReportedAttribute"/>. A transform that has nothing but
/// measures, and a <c>Conclude</c> without coefficients, passes the update unchanged.</description></item>
/// <item><term><c>void Conclude(double measure, ref double state, out double coefficient, …)</c></term>
/// <description>Optional, runs once per step after <c>Accumulate</c>, in double: receives measures of the slots' new values,
/// <c>[Sum(AfterAccumulate = true)]</c>, and other measures that <c>Prepare</c> does not need. Its coefficients are for
/// <c>Update</c>, which then runs in a sweep of its own. Without any it prepares the next step, by way of states, and costs
/// no sweep.</description></item>
/// <item><term><c>Vector512&lt;T&gt; Project&lt;T&gt;(Vector512&lt;T&gt; parameter, …)</c></term>
/// <description>In place of <c>Update</c> and <c>Accumulate</c>: a projection. It takes the parameters after the update was
/// added to them, and gives what they become. Projections are the last links of a chain; their measures are of the
/// moved <c>parameter</c>, and cost a sweep of their own, which reads and writes the parameters once more; without a
/// measure, a projection costs no memory traffic. Around a sharpness-aware optimizer's outer chain, they apply at the
/// descent, and not at the perturbed point; behind wrappers, where the step happens.</description></item>
/// <item><term><c>Vector512&lt;T&gt; EvaluationParameters&lt;T&gt;(Vector512&lt;T&gt; parameter, …)</c></term>
/// <description>Optional: what to evaluate the model with instead of the parameters; the optimizer is then an
/// <see cref="IAveragingOptimizer{T}"/>. May ask for <c>parameter</c>, slots, states and hyperparameters, and gives
/// <c>parameter</c> as long as the states have their initial values.</description></item>
/// <item><term><c>bool ShouldReset(double state, …)</c></term>
/// <description>Optional, runs at the end of each step: whether the transforms before it start afresh in the next one, with
/// their slots, states, counts and schedules. Random numbers go on.</description></item>
/// </list>
/// <para>What a lane kernel may ask for: <c>update</c> (what the previous transform produced; at the head of the chain,
/// the gradient), <c>parameter</c>, its slots (<c>ref</c> where they change), a coefficient of <c>Prepare</c>, a scalar
/// hyperparameter (<c>Vector512&lt;T&gt;</c>, the value in every lane) or a structural one (<c>bool</c>, <c>int</c> or an
/// enumeration, a constant of the declaration); and, with a hyperparameter <c>double seed</c>, a random number for each
/// element (<c>[Normal]</c>, <c>[Uniform]</c>, <c>[Rademacher]</c>). What <c>Prepare</c> may ask for: hyperparameters,
/// measures, <c>long count</c> (steps completed: 0 in the first step), <c>double value</c> (the loss at the parameters that the
/// gradient was taken at: the optimizer is then an <see cref="ILossOptimizer{T}"/>), <c>ref double</c> state that it
/// keeps between steps, and <c>out double</c> coefficients. <c>Conclude</c> may ask for the same, shares the states by
/// their names, and may read the coefficients of <c>Prepare</c> as <c>double</c>. All may ask for
/// <c>Precision precision</c>, what <c>[Optimizer]</c> says of it: a
/// constant, <see cref="Precision.Exact"/> unless declared otherwise, to be handed to <c>Lanes.Divide</c>.</para>
/// <para>After <c>[Sam]</c>, lane kernels and measures may ask for <c>ascentGradient</c>, the gradient at the parameters from which
/// SAM climbed, and <c>Prepare</c> for <c>bool hasClimbed</c>: whether it did in this period. Where <c>Prepare</c> asks for
/// <c>bool isLastDescent</c>, SAM steps after each ascent, and this says which is the last step of the period. Everywhere, a lane kernel may read a
/// slot of another transform (<see cref="SharedAttribute"/>), or a state vector that the caller gives
/// (<see cref="CallerProvidedAttribute"/>).</para>
/// <para>A measure over all parameters may ask for <c>gradient</c> in place of <c>update</c>: what entered the chain. It is
/// taken before the first transform, and so are those of the same transform that ask for neither.</para>
/// <para>A transform that needs the shape of a tensor (its rows, its columns, the matrix as a whole) has, instead of
/// <c>Update</c>, <c>Accumulate</c> and measures, a kernel that is called once for each tensor, between two sweeps:</para>
/// <list type="table">
/// <item><term><c>void Transform&lt;T&gt;(Span&lt;T&gt; update, TensorShape shape, …)</c></term>
/// <description>Changes the update of one tensor in place; never called for an empty one. Tensors may be on different
/// threads at the same time.</description></item>
/// <item><term><c>int NameLength(TensorShape shape, …)</c></term>
/// <description>Optional, for a slot <c>name</c>: how long it is for a tensor. A slot without it is as long as the
/// tensor. Runs in the constructor, as do the next two.</description></item>
/// <item><term><c>int WorkspaceLength(TensorShape shape, …)</c></term>
/// <description>How much room to compute in a tensor needs, for a kernel that asks for it.</description></item>
/// <item><term><c>void CheckShape(TensorShape shape, …)</c></term>
/// <description>Optional: throws an <see cref="ArgumentException"/> for a shape that it cannot work with.</description></item>
/// </list>
/// <para>What <c>Transform</c> may ask for: <c>Span&lt;T&gt; update</c>, <c>ReadOnlySpan&lt;T&gt; parameter</c>, <c>TensorShape
/// shape</c>, slots and <c>workspace</c> (<c>Span&lt;T&gt;</c>; the latter at least as long as was said, and holding anything),
/// coefficients and scalar hyperparameters (<c>double</c>), structural ones and <c>Precision precision</c>. Its slots are not
/// stored in bfloat16. In what perturbs the parameters in SAM, it has none.</para>
/// <para>A transform that needs all parameters at once, and products of vectors one after the other, has a kernel
/// <c>void Transform&lt;T&gt;(WholeVector&lt;T&gt; update, …) where T : unmanaged</c> instead, called once per step. It may ask for
/// <c>WholeVector&lt;T&gt; parameter</c>, slots (<c>WholeVector&lt;T&gt;</c>, or several of them as
/// <c>[Copies("hyperparameter")] WholeVectors&lt;T&gt;</c>), scalars that are kept (<c>[Copies] Span&lt;double&gt;</c>),
/// <c>long count</c>, coefficients, hyperparameters and <c>Precision precision</c>. Before a line search, it may run again with
/// the same count, after an exception of the objective: what it needs then, it must not have overwritten. Its slots are not
/// stored in bfloat16, and <see cref="OptimizerAttribute.FlushBelow"/> does not reach them.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class TransformAttribute : Attribute
{
    /// <summary>The slots to store in bfloat16, separated by commas, such as <c>"mu, nu"</c>; none, unless this says
    /// otherwise. Each then moves and takes 2 bytes a parameter instead of 4. For optimizers over <see cref="float"/>; on an
    /// alias, the slots of all its transforms.</summary>
    /// <remarks>The counterpart of optax's <c>mu_dtype</c> and <c>accumulator_dtype</c>. The formulas are still
    /// <see cref="float"/>: a slot is widened when it is loaded and rounded when it is stored, and, as in optax, the step
    /// at hand uses its new value unrounded; only where a later sweep of the same step reads the slot again do both use
    /// the rounded one. Nearest rounding suits averages with a decay up to 0.9, such as Adam's <c>mu</c>; others need
    /// <see cref="StateRounding.Stochastic"/>.</remarks>
    public string? BFloat16 { get; init; }

    /// <summary>How slots are rounded to bfloat16.</summary>
    public StateRounding Rounding { get; init; }

    /// <summary>The groups of tensors to act on, separated by commas, such as <c>"decay"</c> or <c>"body, head"</c>; with a
    /// leading <c>!</c>, all tensors but those of the groups; on all, unless this says otherwise. On an alias, of all its
    /// transforms.</summary>
    /// <remarks>
    /// <para>The counterpart of <c>optax.masked</c>. Elsewhere the update passes through <b>unchanged</b>: it is not 0, and an
    /// optimizer that is nothing but a masked <c>[Sgd]</c> adds the raw gradient to the other tensors.
    /// <see cref="FreezeAttribute"/> makes updates 0, and <see cref="OptimizerAttribute.Freeze"/> leaves tensors alone
    /// altogether.</para>
    /// <para>Measures count the tensors of the groups only, and state exists, but never changes, outside of them. A transform
    /// that works on whole tensors neither sees nor refuses the others. The optimizer has to be made with a
    /// <see cref="Layout"/> that has the groups; an <see cref="ArgumentException"/> says so otherwise.</para>
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
    /// <see cref="AddDecayedWeightsAttribute"/> alone. The others are updated like all, and do not decay.</summary>
    /// <remarks>What optax's aliases call <c>mask</c> or <c>weight_decay_mask</c>.</remarks>
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
    /// <summary>The hyperparameter to drive. Not set: <c>learningRate</c> where the transform has one, otherwise its
    /// only scalar hyperparameter.</summary>
    public string? Of { get; init; }

    /// <summary>The count at which the next schedule of the same hyperparameter takes over. Not set: this is the last
    /// one.</summary>
    public long Until { get; init; }
}
