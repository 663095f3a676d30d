namespace SamFast;

/// <summary>
/// One link of a chain. A derived attribute is the whole transform: its constructor's parameters are the
/// hyperparameters, its static methods are the formula, and the generator reads nothing but their signatures.
/// </summary>
/// <remarks>
/// <para>The kernels, all static, all found by name. Every parameter is bound by its own name:</para>
/// <list type="table">
/// <item><term><c>Vector512&lt;T&gt; Update&lt;T&gt;(Vector512&lt;T&gt; update, …)</c></term>
/// <description>Required. The update that leaves this transform, for the 64 bytes of parameters at hand.</description></item>
/// <item><term><c>void Accumulate&lt;T&gt;(Vector512&lt;T&gt; update, ref Vector512&lt;T&gt; slot, …)</c></term>
/// <description>Optional, runs before <c>Update</c>: everything that changes the state. With it, <c>Update</c> takes the
/// slots by value, and may be evaluated again in a later sweep instead of storing its result.</description></item>
/// <item><term><c>void Prepare(double hyperparameter, ref double state, out double coefficient, …)</c></term>
/// <description>Optional, runs once per step, in double: turns hyperparameters and measures into coefficients.</description></item>
/// <item><term><c>[Sum]</c> or <c>[Max]</c> <c>Vector512&lt;T&gt; Name&lt;T&gt;(Vector512&lt;T&gt; update, …)</c></term>
/// <description>Optional: a measure over all parameters, or over each tensor, which <c>Prepare</c> receives as
/// <c>double name</c>.</description></item>
/// </list>
/// <para>What a lane kernel may ask for: <c>update</c> (what the previous transform produced; at the head of the chain,
/// the gradient), <c>parameter</c>, its slots (<c>ref</c> where they change), a coefficient of <c>Prepare</c>, a scalar
/// hyperparameter (<c>Vector512&lt;T&gt;</c>, the value in every lane) or a structural one (<c>bool</c>, <c>int</c> or an
/// enumeration, a constant of the declaration). What <c>Prepare</c> may ask for: hyperparameters, measures,
/// <c>long count</c> (steps completed: 0 in the first step), <c>ref double</c> state that it keeps between steps, and
/// <c>out double</c> coefficients.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class TransformAttribute : Attribute;

/// <summary>
/// A named chain: the transforms are the attributes on the derived attribute class, in source order, and the alias's
/// constructor parameters reach the parameters of the same name in all of them, or the ones named by
/// <see cref="SetsAttribute"/>.
/// </summary>
public abstract class AliasAttribute : TransformAttribute;

/// <summary>
/// A scalar that changes with the step. Written after a transform, it drives one of that transform's hyperparameters;
/// a derived attribute has a static method <c>double Evaluate(long count, …)</c> whose other parameters are the
/// attribute's own, by name.
/// </summary>
/// <remarks>Schedules are evaluated once per step, in double, at the number of steps completed (0 in the first step),
/// as in optax.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class ScheduleAttribute : Attribute
{
    /// <summary>The hyperparameter to drive. Not set: <c>learningRate</c> where the transform has one, otherwise its
    /// only scalar hyperparameter.</summary>
    public string? Of { get; init; }
}
