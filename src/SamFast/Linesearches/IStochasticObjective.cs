namespace SamFast;

/// <summary>An objective that may be another function in the next step, such as the loss of a batch that it draws itself.
/// It is evaluated at the parameters in the beginning of every step.</summary>
/// <remarks>Within a step it is one function, as every objective. An objective without this interface is evaluated once at
/// each point: a step that begins where the last one ended, with the same objective, reuses
/// <see cref="ILinesearchOptimizer{T}.LastGradient"/>.</remarks>
/// <typeparam name="T">The type of the parameters.</typeparam>
public interface IStochasticObjective<T> : IObjective<T> where T : unmanaged;
