namespace SamFast.Authoring;

/// <summary>The loss along the update, as a line search sees it: a function of the learning rate η, f(p + η·u).</summary>
/// <remarks>The points are in a buffer of the optimizer; the caller's parameters move when the search is over.</remarks>
public interface ILine
{
    /// <summary>f(p), the loss at the start of the step.</summary>
    double Value { get; }

    /// <summary>⟨u, ∇f(p)⟩, the slope at the start of the step: negative if the update is a descent direction.</summary>
    double Slope { get; }

    /// <summary>Evaluates the loss alone.</summary>
    /// <param name="learningRate">η.</param>
    /// <returns>f(p + η·u).</returns>
    double ValueAt(double learningRate);

    /// <summary>Evaluates the loss and its slope.</summary>
    /// <param name="learningRate">η.</param>
    LinePoint At(double learningRate);

    /// <summary>Keeps the gradient of the point that was evaluated last: the search may return to it.</summary>
    void Keep();
}

/// <summary>A point on the line.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Value">f(p + η·u).</param>
/// <param name="Slope">⟨u, ∇f(p + η·u)⟩.</param>
public readonly record struct LinePoint(double LearningRate, double Value, double Slope);
