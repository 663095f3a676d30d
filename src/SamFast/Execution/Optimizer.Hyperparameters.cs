using System.Runtime.CompilerServices;

namespace SamFast;

public abstract partial class Optimizer<T>
{
    /// <summary>Whether the coefficients that stay from step to step are there: no hyperparameter and no state that they depend on
    /// has changed since they were computed.</summary>
    protected bool IsPrepared { get; set; }

    /// <summary>Validates a hyperparameter before it is set. What depends on it is computed anew in the next step.</summary>
    /// <param name="value">The new value.</param>
    /// <param name="isValid">Whether it is in range; a value that is not finite never is.</param>
    /// <param name="range">The range, for the message.</param>
    /// <param name="property">The hyperparameter's name, for the message.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range; nothing was changed.</exception>
    protected double InRange(
        double value, bool isValid, string range, [CallerMemberName] string property = "")
    {
        if (!isValid || !double.IsFinite(value))
            Throw.OutOfRange(property, value, range);
        IsPrepared = false;
        return value;
    }
}
