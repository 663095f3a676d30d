using System.ComponentModel;
using System.Globalization;

namespace SamFast;

/// <summary>To whom a generated optimizer tells all that it keeps, in one method: what is told here can be read by
/// name, copied, reset, and saved. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StateVisitor
{
    private readonly IReadOnlyDictionary<string, long>? _changes;

    /// <param name="changes">The bits of the scalars that get another value.</param>
    internal StateVisitor(IReadOnlyDictionary<string, long>? changes = null) => _changes = changes;

    /// <summary>The hyperparameter's new value, where there is one.</summary>
    public double Value { get; private set; }

    internal List<StateScalar> Scalars { get; } = [];

    internal List<StatePart> Parts { get; } = [];

    /// <summary>A hyperparameter.</summary>
    /// <returns>Whether it gets another value: <see cref="Value"/>.</returns>
    public bool Hyperparameter(string name, double value)
    {
        Value = Exchange(ScalarKind.Hyperparameter, name, value, value);
        return Bits(Value) != Bits(value);
    }

    /// <summary>A hyperparameter that a schedule drives.</summary>
    public double Scheduled(string name, double value) => Exchange(ScalarKind.Scheduled, name, value, 0);

    /// <summary>A scalar that is kept from step to step.</summary>
    public double Number(string name, double value, double initial = 0) =>
        Exchange(ScalarKind.State, name, value, initial);

    /// <summary>A whole number that is kept from step to step.</summary>
    public long Number(string name, long value, long initial = 0) =>
        Exchange(new StateScalar(name, ScalarKind.State, value, initial, isWhole: true));

    /// <summary>Scalars that are kept from step to step, all of them 0 at first.</summary>
    public void Numbers(string name, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = Number(Numbered(name, i), values[i]);
    }

    /// <summary>What the last line search has found.</summary>
    public LinesearchResult Found(string name, LinesearchResult value)
    {
        var initial = LinesearchResult.Initial;
        double Part(string part, double own, double first) => Number($"{name}.{part}", own, first);
        return new LinesearchResult(
            Part(nameof(value.LearningRate), value.LearningRate, initial.LearningRate),
            Part(nameof(value.Value), value.Value, initial.Value),
            Count($"{name}.{nameof(value.Steps)}", value.Steps),
            Part(nameof(value.DecreaseError), value.DecreaseError, initial.DecreaseError),
            Part(nameof(value.CurvatureError), value.CurvatureError, initial.CurvatureError),
            Flag($"{name}.{nameof(value.HasFailed)}", value.HasFailed, initial.HasFailed));
    }

    /// <summary>A counter; at least 0.</summary>
    public long Count(string name, long value) =>
        Exchange(new StateScalar(name, ScalarKind.Counter, value, 0, isWhole: true) { Most = long.MaxValue });

    /// <summary>A counter; at least 0.</summary>
    public int Count(string name, int value, int most = int.MaxValue) =>
        (int)Exchange(new StateScalar(name, ScalarKind.Counter, value, 0, isWhole: true) { Most = most });

    /// <summary>A yes or no.</summary>
    public bool Flag(string name, bool value, bool initial) =>
        Exchange(new(name, ScalarKind.Counter, value ? 1 : 0, initial ? 1 : 0, isWhole: true) { Most = 1 }) != 0;

    /// <summary>A scalar that each step computes anew.</summary>
    public double Coefficient(string name, double value) => Exchange(ScalarKind.Coefficient, name, value, 0);

    /// <summary>What the last step measured.</summary>
    public double Measure(string name, double value) => Exchange(ScalarKind.Measure, name, value, 0);

    /// <summary>A scalar of each tensor that is kept from step to step.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="number">Its number in the plan.</param>
    /// <param name="initial">The value it starts with.</param>
    /// <param name="masks">The masks of the tensors that have it; none: all do.</param>
    public void PerTensor(string name, int number, double initial = 0, params ReadOnlySpan<int> masks) =>
        Parts.Add(new StatePart(name, StatePlace.PerTensor, number, initial, null, masks.ToArray()));

    /// <summary>A scalar of each tensor that each step computes anew.</summary>
    /// <inheritdoc cref="PerTensor"/>
    public void PerTensorCoefficient(string name, int number, params ReadOnlySpan<int> masks) =>
        Parts.Add(new StatePart(name, StatePlace.PerTensorCoefficient, number, 0, null, masks.ToArray()));

    /// <summary>A state vector.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="number">Its number in the plan.</param>
    /// <param name="initial">The value it starts with.</param>
    /// <param name="neededWhile">The counter that is not 0 while the next step reads the vector; null: always.</param>
    /// <param name="several">How many there are, with numbers from this one on; 0: one that has no number.</param>
    /// <param name="isPosition">Whether it is a place among the parameters.</param>
    /// <param name="isGiven">Whether it is the caller's, and no step changes it.</param>
    /// <param name="masks">The masks of the tensors that have it; none: all do.</param>
    public void Slot(
        string name, int number, double initial = 0, string? neededWhile = null, int several = 0,
        bool isPosition = false, bool isGiven = false, params ReadOnlySpan<int> masks)
    {
        for (int i = 0; i < Math.Max(1, several); i++)
        {
            string own = several == 0 ? name : Numbered(name, i);
            Parts.Add(new StatePart(own, StatePlace.Slot, number + i, initial, neededWhile, masks.ToArray(), isPosition, isGiven));
        }
    }

    /// <summary>A state vector in bfloat16.</summary>
    /// <inheritdoc cref="Slot"/>
    public void BFloat16Slot(
        string name, int number, double initial = 0, string? neededWhile = null, bool isPosition = false,
        bool isGiven = false, params ReadOnlySpan<int> masks) =>
        Parts.Add(new StatePart(name, StatePlace.BFloat16, number, initial, neededWhile, masks.ToArray(), isPosition, isGiven));

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

    private double Exchange(ScalarKind kind, string name, double value, double initial) =>
        BitConverter.Int64BitsToDouble(Exchange(new(name, kind, Bits(value), Bits(initial), isWhole: false)));

    private long Exchange(StateScalar scalar)
    {
        long bits = _changes is not null && _changes.TryGetValue(scalar.Name, out long other) ? other : scalar.Bits;
        Scalars.Add(scalar with { Bits = bits });
        return bits;
    }
}

/// <summary>A vector, or a scalar of each tensor, and where it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">In which part of the memory it is.</param>
/// <param name="Number">Its number there.</param>
/// <param name="Initial">The value it starts with.</param>
/// <param name="NeededWhile">The counter that is not 0 while the next step reads it; null: always.</param>
/// <param name="Masks">The masks of the tensors that have it; none: all do.</param>
/// <param name="IsPosition">Whether it is a place among the parameters.</param>
/// <param name="IsGiven">Whether it is the caller's, and no step changes it.</param>
internal sealed record StatePart(
    string Name, StatePlace Place, int Number, double Initial, string? NeededWhile, int[] Masks, bool IsPosition = false,
    bool IsGiven = false);

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

    /// <summary>The same, but computed anew in each step.</summary>
    PerTensorCoefficient,
}
