namespace SamFast.Authoring;

/// <summary>
/// Decides whether a step happens. Wrappers stand before the chain they wrap, outermost first:
/// <c>[Optimizer, SkipNotFinite, MultiSteps(4), Adam(1e-3)]</c> is optax's <c>MultiSteps(adam(1e-3), 4)</c> that skips
/// gradients with a NaN. On a class with <c>[Sam]</c> they stand before it and wrap the whole of it; on the class of
/// its outer optimizer, they wrap the descent.
/// </summary>
/// <remarks>Generated code branches: what does not happen is not computed, and cannot leak a NaN.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class WrapperAttribute : Attribute
{
    private protected WrapperAttribute()
    {
    }
}

/// <summary>
/// A wrapper that looks at the gradient, or at the number of the call, and lets the step happen or not. A derived
/// attribute is the whole gate: its constructor's parameters are the hyperparameters, its static methods say when.
/// Derive from <see cref="ConditionallyMaskAttribute"/> or <see cref="ConditionallyTransformAttribute"/>, which say
/// what happens otherwise.
/// </summary>
/// <remarks>
/// <para>The methods, all static, found by name. Every parameter is bound by its own name:</para>
/// <list type="table">
/// <item><term><c>bool ShouldStep(double hyperparameter, double measure, ref long counter, long count, …)</c></term>
/// <description>Required, runs once per call. May ask for hyperparameters, measures, <c>long count</c> (how many times
/// it has been asked before: 0 in the first call) and counters of its own, <c>ref long</c> or <c>ref double</c>, which
/// it keeps whatever it decides, and which the optimizer shows as read-only properties of the same
/// names.</description></item>
/// <item><term><c>[Sum]</c> or <c>[Max]</c> <c>Vector512&lt;T&gt; Name&lt;T&gt;(Vector512&lt;T&gt; update,
/// …)</c></term>
/// <description>Optional: a measure over all parameters, which <c>ShouldStep</c> receives as <c>double name</c>. May
/// ask for the gradient as <c>update</c>, for <c>parameter</c> and for hyperparameters. Where the chain's first
/// transform measures the same gradient, both are measured in one sweep.</description></item>
/// <item><term><c>Vector512&lt;T&gt; Update&lt;T&gt;(Vector512&lt;T&gt; update, …)</c></term>
/// <description>Optional: what becomes of the gradient that passes. May ask for hyperparameters and for counters of
/// <c>ShouldStep</c>, as <c>Vector512&lt;T&gt;</c>.</description></item>
/// </list>
/// <para>The optimizer's <c>LastStepWasApplied</c> tells what was decided.</para>
/// </remarks>
/// <example><code>
/// public sealed class EverySecondAttribute : ConditionallyMaskAttribute
/// {
///     public static bool ShouldStep(long count) => count % 2 == 1;
/// }
///
/// [Optimizer, EverySecond, Adam(1e-3)]
/// public sealed partial class Patient;
/// </code></example>
public abstract class GateAttribute : WrapperAttribute
{
    private protected GateAttribute()
    {
    }
}
