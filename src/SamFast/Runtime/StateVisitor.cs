using System.ComponentModel;
using System.Globalization;

namespace SamFast.Runtime;

/// <summary>Visits all persistent state of a generated optimizer, so that it can be read by name, copied, reset and saved.
/// For generated code.</summary>
/// <remarks>Fields are passed by reference. For a property, the method returns true if it must be set to <see cref="Value"/>,
/// <see cref="Whole"/> or <see cref="Search"/>. A visitor that only reads changes nothing.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StateVisitor
{
    private readonly IReadOnlyDictionary<string, long>? _changes;

    /// <param name="changes">The bits of the scalars that get another value; null: none does.</param>
    internal StateVisitor(IReadOnlyDictionary<string, long>? changes = null) => _changes = changes;

    /// <summary>The new value of the scalar visited last.</summary>
    public double Value { get; private set; }

    /// <summary>The same of a whole number; of a yes or no, 1 or 0.</summary>
    public long Whole { get; private set; }

    /// <summary>The new value of the line search's result.</summary>
    public LinesearchResult Search { get; private set; }

    internal List<StateScalar> Scalars { get; } = [];

    internal List<StatePart> Parts { get; } = [];

    /// <summary>A hyperparameter.</summary>
    /// <returns>True if the property must be set to the new value.</returns>
    public bool Hyperparameter(string name, double value) => Changes(ScalarKind.Hyperparameter, name, value, value);

    /// <summary>A hyperparameter that a schedule drives.</summary>
    /// <inheritdoc cref="Hyperparameter"/>
    public bool Scheduled(string name, double value) => Changes(ScalarKind.Scheduled, name, value, 0);

    /// <summary>A scalar that is kept from step to step.</summary>
    public void Number(string name, ref double value, double initial = 0)
    {
        if (Changes(ScalarKind.State, name, value, initial))
            value = Value;
    }

    /// <summary>A whole number that is kept from step to step.</summary>
    public void Number(string name, ref long value, long initial = 0)
    {
        if (Changes(new StateScalar(name, ScalarKind.State, value, initial, isWhole: true)))
            value = Whole;
    }

    /// <summary>Scalars that are kept from step to step, all of them 0 at first.</summary>
    public void Numbers(string name, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
            Number(Numbered(name, i), ref values[i]);
    }

    /// <summary>The result of the last line search.</summary>
    /// <inheritdoc cref="Hyperparameter"/>
    public bool Found(string name, LinesearchResult value)
    {
        var initial = LinesearchResult.Initial;
        double Part(string part, double own, double first)
        {
            Number($"{name}.{part}", ref own, first);
            return own;
        }

        Search = new LinesearchResult(
            Part(nameof(value.LearningRate), value.LearningRate, initial.LearningRate),
            Part(nameof(value.Value), value.Value, initial.Value),
            Count($"{name}.{nameof(value.Steps)}", value.Steps) ? (int)Whole : value.Steps,
            Part(nameof(value.DecreaseError), value.DecreaseError, initial.DecreaseError),
            Part(nameof(value.CurvatureError), value.CurvatureError, initial.CurvatureError),
            Flag($"{name}.{nameof(value.HasFailed)}", value.HasFailed, initial.HasFailed) ? Whole != 0 : value.HasFailed);
        return _changes is not null;
    }

    /// <summary>A counter; at least 0.</summary>
    public void Count(string name, ref long value)
    {
        if (Count(name, value))
            value = Whole;
    }

    /// <summary>A counter; at least 0.</summary>
    /// <inheritdoc cref="Hyperparameter"/>
    public bool Count(string name, long value) => Count(name, value, long.MaxValue);

    /// <summary>A counter; at least 0.</summary>
    /// <inheritdoc cref="Hyperparameter"/>
    public bool Count(string name, int value, int most = int.MaxValue) => Count(name, value, (long)most);

    /// <summary>A yes or no.</summary>
    /// <inheritdoc cref="Hyperparameter"/>
    public bool Flag(string name, bool value, bool initial) =>
        Changes(new(name, ScalarKind.Counter, value ? 1 : 0, initial ? 1 : 0, isWhole: true) { Most = 1 });

    /// <summary>A scalar that each step recomputes.</summary>
    public void Coefficient(string name, ref double value)
    {
        if (Changes(ScalarKind.Coefficient, name, value, 0))
            value = Value;
    }

    /// <summary>A cached coefficient, in the precision of the parameters.</summary>
    public void Coefficient(string name, ref float value)
    {
        if (Changes(ScalarKind.Coefficient, name, value, 0))
            value = (float)Value;
    }

    /// <summary>A measure of the last step.</summary>
    public void Measure(string name, ref double value)
    {
        if (Changes(ScalarKind.Measure, name, value, 0))
            value = Value;
    }

    /// <summary>A scalar of each tensor that is kept from step to step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="number">Its number in the plan.</param>
    /// <param name="initial">The value it starts with.</param>
    /// <param name="masks">The masks of the tensors that have it; none: all do.</param>
    public void PerTensor(string name, int number, double initial = 0, params ReadOnlySpan<int> masks) =>
        Parts.Add(new StatePart(name, StatePlace.PerTensor, number, initial, null, masks.ToArray()));

    /// <summary>A per-tensor scalar that each step recomputes.</summary>
    /// <inheritdoc cref="PerTensor"/>
    public void PerTensorCoefficient(string name, int number, params ReadOnlySpan<int> masks) =>
        Parts.Add(new StatePart(name, StatePlace.PerTensorCoefficient, number, 0, null, masks.ToArray()));

    /// <summary>A state vector.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="number">Its number in the plan.</param>
    /// <param name="initial">The value it starts with.</param>
    /// <param name="neededWhile">The counter that is not 0 while the next step reads the vector; null: always.</param>
    /// <param name="several">The number of vectors, numbered from this one on; 0 for a single vector without a number.</param>
    /// <param name="isPosition">True if its elements are positions in parameter space, such as averaged weights.</param>
    /// <param name="isCallerProvided">True if the caller provides it and no step changes it.</param>
    /// <param name="isKeptTwice">True if it is double-buffered: the number of the current vector changes from step to
    /// step.</param>
    /// <param name="masks">The masks of the tensors that have it; none: all do.</param>
    public void Slot(
        string name, int number, double initial = 0, string? neededWhile = null, int several = 0,
        bool isPosition = false, bool isCallerProvided = false, bool isKeptTwice = false, params ReadOnlySpan<int> masks)
    {
        for (int i = 0; i < Math.Max(1, several); i++)
        {
            string own = several == 0 ? name : Numbered(name, i);
            Parts.Add(new StatePart(
                own, StatePlace.Slot, number + i, initial, neededWhile, masks.ToArray(), isPosition, isCallerProvided, isKeptTwice));
        }
    }

    /// <summary>A state vector in bfloat16.</summary>
    /// <inheritdoc cref="Slot"/>
    public void BFloat16Slot(
        string name, int number, double initial = 0, string? neededWhile = null, bool isPosition = false,
        bool isCallerProvided = false, bool isKeptTwice = false, params ReadOnlySpan<int> masks) =>
        Parts.Add(new StatePart(
            name, StatePlace.BFloat16, number, initial, neededWhile, masks.ToArray(), isPosition, isCallerProvided, isKeptTwice));

    /// <summary>A state vector whose lengths are its own.</summary>
    /// <inheritdoc cref="Slot"/>
    public void OwnSlot(
        string name, int number, double initial = 0, string? neededWhile = null, params ReadOnlySpan<int> masks) =>
        Parts.Add(new StatePart(name, StatePlace.Own, number, initial, neededWhile, masks.ToArray()));

    /// <summary>A vector that is laid out like the caller's.</summary>
    /// <inheritdoc cref="Slot"/>
    public void Vector(string name, int number, string? neededWhile = null) =>
        Parts.Add(new StatePart(name, StatePlace.Vector, number, 0, neededWhile, []));

    private static string Numbered(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}[{number}]");

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private bool Count(string name, long value, long most) =>
        Changes(new(name, ScalarKind.Counter, value, 0, isWhole: true) { Most = most });

    private bool Changes(ScalarKind kind, string name, double value, double initial) =>
        Changes(new(name, kind, Bits(value), Bits(initial), isWhole: false));

    private bool Changes(StateScalar scalar)
    {
        long bits = _changes is not null && _changes.TryGetValue(scalar.Name, out long other) ? other : scalar.Bits;
        Scalars.Add(scalar with { Bits = bits });
        Whole = bits;
        Value = BitConverter.Int64BitsToDouble(bits);
        return bits != scalar.Bits;
    }
}

/// <summary>A state vector or per-tensor scalar, and its place in memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">The part of the memory.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Initial">The value it starts with.</param>
/// <param name="NeededWhile">The counter that is not 0 while the next step reads it; null: always.</param>
/// <param name="Masks">The masks of the tensors that have it; none: all do.</param>
/// <param name="IsPosition">True if its elements are positions in parameter space, such as averaged weights.</param>
/// <param name="IsCallerProvided">True if the caller provides it and no step changes it.</param>
/// <param name="IsKeptTwice">True if it is double-buffered: the number of the current vector changes from step to step.</param>
internal sealed record StatePart(
    string Name, StatePlace Place, int Number, double Initial, string? NeededWhile, int[] Masks, bool IsPosition = false,
    bool IsCallerProvided = false, bool IsKeptTwice = false);

/// <summary>In which part of the memory a vector is.</summary>
internal enum StatePlace
{
    /// <summary>Among the vectors that are laid out like the caller's.</summary>
    Vector,

    /// <summary>Among the state vectors.</summary>
    Slot,

    /// <summary>Among those in bfloat16.</summary>
    BFloat16,

    /// <summary>Among those whose lengths are their own.</summary>
    Own,

    /// <summary>Among the scalars of each tensor.</summary>
    PerTensor,

    /// <summary>A per-tensor scalar that each step recomputes.</summary>
    PerTensorCoefficient,
}
