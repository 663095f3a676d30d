using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SamFast.Runtime;

public abstract partial class OptimizerEngine<T>
{
    // The least normal number of float.
    private const double SmallestFloat = 1.17549435082228751e-38;

    private long _version = 1;

    /// <summary>Another number after each hyperparameter that is set; never 0.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected long HyperparameterVersion => Volatile.Read(ref _version);

    /// <summary>The version of the hyperparameters that the cached coefficients were computed from; 0 if there are
    /// none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected long PreparedVersion { get; set; }

    /// <summary>The thread whose assignments check the value and change nothing: a checkpoint is being loaded. 0:
    /// none.</summary>
    internal int CheckingThread { get; set; }

    /// <summary>Sets a hyperparameter if it is valid. The next step recomputes the cached coefficients that depend on
    /// it.</summary>
    /// <param name="hyperparameter">The field of the hyperparameter.</param>
    /// <param name="value">The new value.</param>
    /// <param name="isValid">True if the value is in range. A value that is not finite is refused in any case.</param>
    /// <param name="range">The range, for the message.</param>
    /// <param name="isFloat">True if steps compute with it in <see cref="float"/>: it must then be 0 or a normal number of that
    /// type.</param>
    /// <param name="property">The hyperparameter's name, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range; nothing was changed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void Assign(
        ref double hyperparameter, double value, bool isValid, string range, bool isFloat = false,
        [CallerMemberName] string property = "")
    {
        if (!isValid || !double.IsFinite(value))
            Throw.OutOfRange(property, value, range);
        if (isFloat && value != 0 && Math.Abs(value) is < SmallestFloat or > float.MaxValue)
            Throw.NoFloat(property, value, range);
        if (CheckingThread == Environment.CurrentManagedThreadId)
            return;
        hyperparameter = value;

        // Afterwards, and a number for each: a step that another thread takes meanwhile must miss none of several that are set
        // at once.
        Interlocked.Increment(ref _version);
    }
}
