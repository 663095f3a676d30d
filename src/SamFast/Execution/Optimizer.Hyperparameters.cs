using System.Runtime.CompilerServices;

namespace SamFast;

public abstract partial class Optimizer<T>
{
    /// <summary>Validates a hyperparameter before it is set.</summary>
    /// <param name="value">The new value.</param>
    /// <param name="isValid">Whether it is in range; a value that is not finite never is.</param>
    /// <param name="range">The range, for the message.</param>
    /// <param name="property">The hyperparameter's name, for the message.</param>
    /// <returns><paramref name="value"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range; nothing was changed.</exception>
    protected static double InRange(
        double value, bool isValid, string range, [CallerMemberName] string property = "") =>
        isValid && double.IsFinite(value) ? value : Throw.OutOfRange(property, value, range);
}
