using System.Globalization;

namespace SamFast;

/// <summary>The kinds of scalars of an optimizer.</summary>
public enum ScalarKind
{
    /// <summary>A property that the user may set.</summary>
    Hyperparameter,

    /// <summary>A hyperparameter as its schedule had it in the last step.</summary>
    Scheduled,

    /// <summary>A number of steps, calls or ascents; a yes or no is 1 or 0.</summary>
    Counter,

    /// <summary>Kept from step to step.</summary>
    State,

    /// <summary>Computed in the last step from the others, such as a clip factor; 0 before the first one, and after
    /// loading.</summary>
    Coefficient,

    /// <summary>Measured in the last step, such as a squared norm; 0 before the first one, and after loading.</summary>
    Measure,
}

/// <summary>A scalar of an optimizer by its name, see <see cref="Optimizer{T}.Scalars"/>.</summary>
public readonly record struct StateScalar
{
    internal StateScalar(string name, ScalarKind kind, long bits, long initial, bool isWhole)
    {
        Name = name;
        Kind = kind;
        Bits = bits;
        Initial = initial;
        IsWhole = isWhole;
    }

    /// <summary>Its name: a property's, such as <c>LearningRate</c>, or that in the formulas, such as
    /// <c>b1Power</c>.</summary>
    public string Name { get; }

    /// <summary>The kind of the scalar.</summary>
    public ScalarKind Kind { get; }

    /// <summary>True if it is a whole number.</summary>
    public bool IsWhole { get; }

    /// <summary>Its value.</summary>
    public double Value => IsWhole ? Bits : BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The value itself, or the bits of a floating-point number.</summary>
    internal long Bits { get; init; }

    /// <summary>The same of the value it starts with.</summary>
    internal long Initial { get; }

    /// <summary>The largest value of a counter; 0 if it is unlimited.</summary>
    internal long Most { get; init; }

    /// <summary>True if the next step depends on it, or if it is a scheduled hyperparameter, which can be read before that
    /// step.</summary>
    internal bool IsKept => Kind is not (ScalarKind.Coefficient or ScalarKind.Measure);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} {Value}");
}
