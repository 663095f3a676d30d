using System.Text;

namespace SamFast;

/// <summary>All that an optimizer keeps, by name. Nothing here costs anything unless it is called, and nothing is changed by
/// being read.</summary>
public abstract unsafe partial class Optimizer<T>
{
    /// <summary>The scalars: hyperparameters, the values of schedules in the last step, counters, and the measures and
    /// coefficients of the last step. For per-tensor scalars, see <see cref="Scalar(string, string)"/>. Each call allocates a
    /// list. If another thread steps, the values are those between two of its steps.</summary>
    /// <exception cref="InvalidOperationException">The optimizer is in the middle of a step that does not end within a tenth of
    /// a second, or is stepped without a pause.</exception>
    public IReadOnlyList<StateScalar> Scalars => Read(Visit).Scalars;

    /// <summary>The state vectors. Each call allocates a list, also in the middle of a step; for the elements of the vectors, see
    /// <see cref="StateSlot{T}"/>.</summary>
    public IReadOnlyList<StateSlot<T>> Slots =>
        [.. Visit().Parts.Where(IsVector).Select(part => new StateSlot<T>(this, part))];

    /// <summary>Returns the compiled plan, the same as the static property <c>Plan</c> of the class.</summary>
    public abstract OptimizerPlan GetPlan();

    /// <summary>Returns a scalar.</summary>
    /// <param name="name">Its name, such as <c>LearningRate</c>, <c>clip</c> or <c>squaredNorm</c>.</param>
    /// <exception cref="KeyNotFoundException">The name is unknown; the message lists the valid names.</exception>
    /// <inheritdoc cref="Scalars" path="/exception"/>
    public double Scalar(string name)
    {
        var scalars = Scalars;
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
    /// <inheritdoc cref="Scalars" path="/exception"/>
    public double Scalar(string name, string tensor)
    {
        int number = TensorNumber(tensor);
        var parts = Visit().Parts.Where(part => !IsVector(part) && Has(part, number)).ToArray();
        return Array.Find(parts, part => part.Name == name) is { } found
            ? Read(() => PerTensor(found.Number, number))
            : throw NotFound($"scalar of tensor '{tensor}' called", name, parts.Select(part => part.Name));
    }

    /// <summary>Returns a state vector.</summary>
    /// <param name="name">Its name, such as <c>mu</c>.</param>
    /// <exception cref="KeyNotFoundException">The name is unknown; the message lists the valid names.</exception>
    public StateSlot<T> Slot(string name)
    {
        var slots = Slots;
        return slots.FirstOrDefault(slot => slot.Name == name)
            ?? throw NotFound("slot", name, slots.Select(slot => slot.Name));
    }

    /// <summary>The class, the number of parameters and steps, and hyperparameters and counters by name; in the middle of a
    /// step, without the latter. Never waits and never throws.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{GetType().Name}: {ParameterCount} parameters");
        if (Layout.Count != 1)
            text.Append($" in {Layout.Count} tensors");
        if (!TryReadSoon(Visit, out var state))
            return text.Append($", {StepCount} steps, in the middle of a step").ToString();
        text.Append($", {state.Scalars[0].Value} steps");
        foreach (var scalar in state.Scalars.Where(s => s.Kind <= ScalarKind.Counter && s.Name != nameof(StepCount)))
            text.Append(", ").Append(scalar.ToString());
        return text.ToString();
    }

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

    internal ReadOnlySpan<T> Live(StatePart part, int tensor)
    {
        part = Current(part);
        return new(Address(part, tensor), Length(part, tensor));
    }

    /// <summary>A copy of a vector's part for a tensor; bfloat16 is widened.</summary>
    internal T[] Copy(StatePart part, int tensor)
    {
        // Refused at once, and not after waiting.
        int length = CheckedLength(part, tensor);
        var copy = new T[length];
        return Read(() =>
        {
            byte* address = Address(Current(part), tensor);
            if (TypeOf(part) == StateType.BF16)
                Widen(new(address, length), copy);
            else
                new ReadOnlySpan<T>(address, length).CopyTo(copy);
            return copy;
        });
    }

    /// <summary>Sets the elements of a state vector for a tensor.</summary>
    internal void Write(StatePart part, int tensor, ReadOnlySpan<T> elements)
    {
        using var turn = EnterStep();
        if (TypeOf(part) != StateType.BF16)
        {
            elements.CopyTo(new Span<T>(Address(part, tensor), Length(part, tensor)));
            return;
        }

        var narrow = new Span<ushort>(Address(part, tensor), Length(part, tensor));
        for (int i = 0; i < narrow.Length; i++)
            narrow[i] = BFloat16.Narrow((float)(object)elements[i]);
    }

    private static void Widen(ReadOnlySpan<ushort> narrow, Span<T> wide)
    {
        for (int i = 0; i < wide.Length; i++)
            wide[i] = Number(BitConverter.Int32BitsToSingle(narrow[i] << 16));
    }

    /// <summary>Visits all persistent state. A caller outside a turn must compare the numbers of turns; see <see
    /// cref="OptimizerEngine{T}.Read{TResult}"/>.</summary>
    private StateVisitor Visit() => Tell(new StateVisitor());

    /// <summary>Sets scalars to other values, within a turn.</summary>
    /// <param name="changes">Their bits.</param>
    private StateVisitor Visit(IReadOnlyDictionary<string, long> changes)
    {
        var visitor = Tell(new StateVisitor(changes));
        PreparedVersion = 0;
        return visitor;
    }

    private StateVisitor Tell(StateVisitor visitor)
    {
        if (visitor.Count(nameof(StepCount), StepCount))
            StepCount = visitor.Whole;
        Describe(visitor);
        return visitor;
    }

    /// <summary>Of a vector that is kept twice, the one that the next step reads.</summary>
    private StatePart Current(StatePart part) =>
        part.IsKeptTwice ? Visit().Parts.First(other => other.Place == part.Place && other.Name == part.Name) : part;

    private static bool IsVector(StatePart part) =>
        part.Place is not (StatePlace.PerTensor or StatePlace.PerTensorCoefficient);

    private static int ElementBytes(StatePart part) => TypeOf(part) switch
    {
        StateType.BF16 => sizeof(ushort),
        StateType.F32 => sizeof(float),
        _ => sizeof(double),
    };

    private static T Number(double value) => sizeof(T) == sizeof(float) ? (T)(object)(float)value : (T)(object)value;

    private static KeyNotFoundException NotFound(string what, string name, IEnumerable<string> known) =>
        new($"There is no {what} '{name}'. {(known.Any() ? $"The valid names are: {string.Join(", ", known)}" : "There are none")}.");
}
