namespace SamFast.Authoring;

/// <summary>
/// Base of the wrappers, which decide whether a step is taken. Wrappers precede the chain that they wrap, outermost first:
/// <c>[Optimizer, SkipNotFinite, MultiSteps(4), Adam(1e-3)]</c> is optax's <c>MultiSteps(adam(1e-3), 4)</c> that skips
/// gradients with a NaN. On a class with <c>[Sam]</c> they precede it and wrap all of it; on the class of its outer optimizer,
/// they wrap the descent.
/// </summary>
/// <remarks>Generated code branches: a skipped step is not computed and cannot leak a NaN.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class WrapperAttribute : Attribute
{
    private protected WrapperAttribute()
    {
    }
}

/// <summary>
/// A wrapper that decides from the gradient, or from the number of the call, whether the step is taken. A derived attribute is
/// the whole gate: its constructor's parameters are the hyperparameters, its static methods the decision.
/// Derive from <see cref="ConditionallyMaskAttribute"/> or <see cref="ConditionallyTransformAttribute"/>, which define the
/// effect of a closed gate.
/// </summary>
/// <remarks>
/// <para>The methods, all static, found by name. Every parameter is bound by its own name:</para>
/// <list type="table">
/// <item><term><c>bool ShouldStep(double hyperparameter, double measure, ref long counter, long count, …)</c></term>
/// <description>Required, runs once per call. May take hyperparameters, measures, <c>long count</c> (the number of previous
/// calls) and its own counters, <c>ref long</c> or <c>ref double</c>, which persist with either decision and become read-only
/// properties of the optimizer.</description></item>
/// <item><term><c>[Sum]</c> or <c>[Max]</c> <c>L Name&lt;L&gt;(L update,
/// …)</c></term>
/// <description>Optional: a measure over all parameters, which <c>ShouldStep</c> receives as <c>double name</c>. May take the
/// gradient as <c>update</c>, <c>parameter</c> and hyperparameters. If the chain's first transform measures the same gradient,
/// both share one sweep.</description></item>
/// <item><term><c>L Update&lt;L&gt;(L update, …)</c></term>
/// <description>Optional: transforms a gradient that passes. May take hyperparameters and counters of <c>ShouldStep</c>, as
/// <c>L</c>.</description></item>
/// </list>
/// <para>The optimizer's property <c>LastStepWasApplied</c> has the decision.</para>
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
