using System.Text;

namespace SamFast;

/// <summary>All that an optimizer keeps, by name. Nothing here costs anything unless it is called.</summary>
public abstract unsafe partial class Optimizer<T>
{
    /// <summary>The scalars: hyperparameters as they are now, what schedules made of them in the last step, counters,
    /// and what the last step measured and computed; of each tensor's own, see <see cref="Scalar(string, string)"/>.
    /// Makes a list at every call.</summary>
    public IReadOnlyList<StateScalar> Scalars => Visit().Scalars;

    /// <summary>The state vectors. Makes a list at every call.</summary>
    public IReadOnlyList<StateSlot<T>> Slots =>
        [.. Visit().Parts.Where(IsVector).Select(part => new StateSlot<T>(this, part))];

    /// <summary>What the declaration was compiled to: the same as the static property <c>Plan</c> of the
    /// class.</summary>
    public abstract OptimizerPlan GetPlan();

    /// <summary>A scalar by its name.</summary>
    /// <param name="name">Its name, such as <c>LearningRate</c>, <c>clip</c> or <c>squaredNorm</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those that there
    /// are.</exception>
    public double Scalar(string name)
    {
        var scalars = Visit().Scalars;
        foreach (var scalar in scalars)
        {
            if (scalar.Name == name)
                return scalar.Value;
        }

        throw NotFound("scalar", name, scalars.Select(scalar => scalar.Name));
    }

    /// <summary>A scalar that each tensor has for itself, such as <c>trustRatio</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tensor">The tensor's name.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name, or the tensor has none.</exception>
    public double Scalar(string name, string tensor)
    {
        int segment = TensorNumber(tensor);
        var parts = Visit().Parts.Where(part => !IsVector(part) && Has(part, segment)).ToArray();
        return Array.Find(parts, part => part.Name == name) is { } found
            ? PerSegment(found.Number, segment)
            : throw NotFound($"scalar of tensor '{tensor}' called", name, parts.Select(part => part.Name));
    }

    /// <summary>A state vector by its name.</summary>
    /// <param name="name">Its name, such as <c>mu</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those that there
    /// are.</exception>
    public StateSlot<T> Slot(string name)
    {
        var slots = Slots;
        return slots.FirstOrDefault(slot => slot.Name == name)
            ?? throw NotFound("slot", name, slots.Select(slot => slot.Name));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder($"{GetType().Name}: {ParameterCount} parameters");
        if (Layout.Count != 1)
            text.Append($" in {Layout.Count} tensors");
        text.Append($", {StepCount} steps");
        foreach (var scalar in Scalars.Where(s => s.Kind <= ScalarKind.Counter && s.Name != nameof(StepCount)))
            text.Append(", ").Append(scalar.ToString());
        return text.ToString();
    }

    /// <summary>Tells all that is kept; generated.</summary>
    /// <param name="state">To whom it is told, and who may give scalars other values.</param>
    protected abstract void Describe(StateVisitor state);

    internal int TensorNumber(string tensor)
    {
        for (int number = 0; number < Layout.Count; number++)
        {
            if (Layout[number].Name == tensor)
                return number;
        }

        throw NotFound("tensor", tensor, Layout.Select(shape => shape.Name));
    }

    internal static StateType TypeOf(StatePart part) => part.Place switch
    {
        StatePlace.BFloat16 => StateType.BF16,
        StatePlace.PerTensor or StatePlace.PerTensorCoefficient => StateType.F64,
        _ => sizeof(T) == sizeof(float) ? StateType.F32 : StateType.F64,
    };

    internal ReadOnlySpan<T> Read(StatePart part, int segment) => new(Address(part, segment), Length(part, segment));

    /// <summary>Gives a vector's part for a segment its elements.</summary>
    internal void Write(StatePart part, int segment, ReadOnlySpan<T> elements)
    {
        using var turn = TakeTurn();
        if (TypeOf(part) != StateType.BF16)
        {
            elements.CopyTo(new Span<T>(Address(part, segment), Length(part, segment)));
            return;
        }

        var narrow = new Span<ushort>(Address(part, segment), Length(part, segment));
        for (int i = 0; i < narrow.Length; i++)
            narrow[i] = Narrow((float)(object)elements[i]);
    }

    internal T[] Widen(StatePart part, int segment)
    {
        var narrow = new ReadOnlySpan<ushort>(Address(part, segment), Length(part, segment));
        var wide = new T[narrow.Length];
        for (int i = 0; i < wide.Length; i++)
            wide[i] = Number(BitConverter.Int32BitsToSingle(narrow[i] << 16));
        return wide;
    }

    /// <summary>All that is kept.</summary>
    /// <param name="changes">The bits of the scalars that get another value.</param>
    private StateVisitor Visit(IReadOnlyDictionary<string, long>? changes = null)
    {
        var visitor = new StateVisitor(changes);
        StepCount = visitor.Count(nameof(StepCount), StepCount);
        Describe(visitor);
        PreparedVersion = 0;
        return visitor;
    }

    private static bool IsVector(StatePart part) =>
        part.Place is not (StatePlace.PerTensor or StatePlace.PerTensorCoefficient);

    private static int ElementBytes(StatePart part) => TypeOf(part) switch
    {
        StateType.BF16 => sizeof(ushort),
        StateType.F32 => sizeof(float),
        _ => sizeof(double),
    };

    /// <summary>Whether a tensor has its own of it.</summary>
    internal bool Has(StatePart part, int segment) => Array.TrueForAll(part.Masks, mask => IsIn(mask, segment));

    private int Length(StatePart part, int segment) => part.Place switch
    {
        _ when !Has(part, segment) => 0,
        StatePlace.PerTensor or StatePlace.PerTensorCoefficient => 1,
        StatePlace.Own => Own(part.Number, segment).Length,
        _ => Layout[segment].Length,
    };

    /// <summary>Where a part has what belongs to a segment; it stays there.</summary>
    private byte* Address(StatePart part, int segment)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)segment, (uint)SegmentCount, nameof(segment));
        if (Length(part, segment) == 0)
            return null;
        if (part.Place is StatePlace.PerTensor or StatePlace.PerTensorCoefficient)
            return (byte*)(_perSegment + (segment * _coefficients) + part.Number);
        if (part.Place == StatePlace.Own)
            return (byte*)(_own + _ownStarts[(part.Number * SegmentCount) + segment]);
        ref readonly var range = ref _tiling.Ranges[_tiling.FirstTile[segment]];
        return part.Place switch
        {
            StatePlace.Vector => (byte*)(_vectors + (part.Number * _vectorStride) + range.Start),
            StatePlace.Slot => (byte*)(_state + (part.Number * _stride) + range.SlotStart),
            _ => (byte*)(_narrow + (part.Number * _narrowStride) + range.SlotStart),
        };
    }

    private static T Number(double value) => sizeof(T) == sizeof(float) ? (T)(object)(float)value : (T)(object)value;

    private static KeyNotFoundException NotFound(string what, string name, IEnumerable<string> known) =>
        new($"There is no {what} '{name}'. There {(known.Any() ? "are: " + string.Join(", ", known) : "is none")}.");
}
