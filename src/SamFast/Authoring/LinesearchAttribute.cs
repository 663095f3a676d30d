namespace SamFast.Authoring;

/// <summary>
/// The last link of a chain: finds the learning rate by which the update of the others is multiplied, by evaluating the
/// loss along it. A derived attribute is the whole search: its constructor's parameters are the hyperparameters, its
/// static methods the algorithm.
/// </summary>
/// <remarks>
/// <para>The optimizer is then an <see cref="ILinesearchOptimizer{T}"/>, whose <c>Step</c> takes an
/// <see cref="IObjective{T}"/>: the loss together with its gradient.</para>
/// <list type="table">
/// <item><term><c>LinesearchResult Search&lt;TLine&gt;(ref TLine line, …) where TLine : ILine, allows ref struct</c></term>
/// <description>Required: the search. Evaluates <c>line</c> as often as needed and returns the result. May take hyperparameters
/// and <c>LinesearchResult last</c>, the result of the previous step.</description></item>
/// <item><term><c>int Gradients(…)</c></term>
/// <description>Optional: the number of gradients that it holds in addition to the one at the start of the step: 0 if it
/// evaluates losses only, 1 for the gradient of the last point, 2 (the default) to keep another one. May take structural
/// hyperparameters.</description></item>
/// </list>
/// <para>The learning rate that it returns is 0 (the parameters do not move) or any other number. If it is that of the last or
/// the kept point, and the slope was evaluated there, the gradient is available as <c>LastGradient</c>.</para>
/// <para>Any transform without whole-tensor state may precede it in the chain, and none may follow. It cannot be used in
/// sharpness-aware minimization or behind a wrapper.</para>
/// </remarks>
public abstract class LinesearchAttribute : TransformAttribute;
