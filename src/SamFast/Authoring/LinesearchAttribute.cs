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
/// <description>Required: the search. Evaluates <c>line</c> as often as it likes and returns what it has found. May ask for
/// hyperparameters and for <c>LinesearchResult last</c>, what the search of the step before has
/// found.</description></item>
/// <item><term><c>int Gradients(…)</c></term>
/// <description>Optional: how many gradients it needs to hold besides the one where the step begins. 0 where it evaluates
/// nothing but losses, 1 for that of the last point, 2 (the default) where it keeps another. May ask for structural
/// hyperparameters.</description></item>
/// </list>
/// <para>The learning rate it returns is 0 (the parameters stay), or any other one. Where it is that of the point that was
/// evaluated last or kept, together with its slope, the gradient there is not lost: <c>LastGradient</c>.</para>
/// <para>What precedes it in the chain may be any transform, with or without state, but none that keeps state of whole
/// tensors; there is nothing after it, and it does not stand in sharpness-aware minimization or behind a wrapper.</para>
/// </remarks>
public abstract class LinesearchAttribute : TransformAttribute;
