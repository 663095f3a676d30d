using SamFast.Generators.Program;

namespace SamFast.Generators.Planning;

/// <summary>Numbers of all vectors and per-tensor scalars in memory.</summary>
internal sealed record MemoryLayout
{
    /// <summary>The state vectors as long as the parameters. State that is never read again is absent.</summary>
    public IReadOnlyList<Slot> Slots { get; private init; } = [];

    /// <summary>The state vectors with lengths of their own.</summary>
    public IReadOnlyList<Slot> OwnSlots { get; private init; } = [];

    /// <summary>The vectors laid out like the caller's.</summary>
    public IReadOnlyList<Slot> Vectors { get; private init; } = [];

    /// <summary>Number of scalars of each tensor.</summary>
    public int ColumnCount { get; private init; }

    private Dictionary<Slot, int> SlotNumbers { get; init; } = new Dictionary<Slot, int>();

    private Dictionary<Scalar, int> ScalarNumbers { get; init; } = new Dictionary<Scalar, int>();

    private Dictionary<Mask, int> MaskNumbers { get; init; } = new Dictionary<Mask, int>();

    private IReadOnlyList<Slot> KeptTwice { get; init; } = [];

    public int SlotVectors => CountVectors(isBFloat16: false);

    public int BFloat16Vectors => CountVectors(isBFloat16: true);

    public int OwnVectors => Vectors.Sum(VectorsOf);

    public int NumberOf(Slot slot) => SlotNumbers[slot];

    /// <summary>Copies of a slot: two if an exception must leave one of them unchanged.</summary>
    public int CopiesOf(Slot slot) => KeptTwice.Contains(slot) ? 2 : 1;

    /// <summary>Vectors in memory for a slot.</summary>
    public int VectorsOf(Slot slot) => CopiesOf(slot) * Math.Max(1, slot.Several);

    public int NumberOf(Scalar perTensor) => ScalarNumbers[perTensor];

    public int NumberOf(Mask mask) => MaskNumbers[mask];

    public static MemoryLayout Run(OptimizerProgram program, Workspace workspace, Phases phases)
    {
        Sweep[] all = [.. phases.MemorySteps.OfType<Sweep>(), .. new[] { phases.Evaluation }.OfType<Sweep>()];
        TensorStep[] tensorSteps = [.. phases.MemorySteps.OfType<TensorStep>()];
        Slot[] slots =
        [
            .. all.SelectMany(s => s.Loaded.Concat(s.Stored).Concat(s.Scratch is null ? [] : [s.Scratch]))
                .Concat(tensorSteps.SelectMany(s => s.Slots)).Distinct(),
        ];
        Slot[] ownSlots = [.. tensorSteps.SelectMany(s => s.OwnSlots)];
        bool IsKeptTwice(Slot slot) => program.Search is not null
            ? !slot.IsGiven && all.Any(s => s.Slots.Contains(slot))
            : slot.IsAdversary && program.KeepsTwoAdversaries;
        var layout = new MemoryLayout
        {
            Slots = slots,
            OwnSlots = ownSlots,
            Vectors = [.. workspace.Vectors],
            KeptTwice = [.. slots.Where(IsKeptTwice)],
        };

        var numbers = new Dictionary<Slot, int>();
        foreach (var alike in slots.GroupBy(s => s.IsBFloat16))
            Number(alike, layout.VectorsOf, numbers);
        Place(layout.Vectors, 0, layout.VectorsOf, numbers);
        Place(ownSlots, 0, _ => 1, numbers);

        // Masks follow the scalars in the columns of the table.
        Dictionary<Scalar, int> scalars = [];
        Dictionary<Mask, int> masks = [];
        int column = Place(program.Scalars.Where(s => s.IsPerTensor), 0, scalar => program.IsRolledBack(scalar) ? 2 : 1, scalars);
        column = Place(program.Masks, column, _ => 1, masks);
        return layout with { SlotNumbers = numbers, ScalarNumbers = scalars, MaskNumbers = masks, ColumnCount = column };
    }

    /// <summary>Numbers state vectors of one type. A tensor is in one group of a partition, so that the state of all groups
    /// shares memory.</summary>
    private static void Number(IEnumerable<Slot> slots, Func<Slot, int> size, Dictionary<Slot, int> numbers)
    {
        int first = 0;
        foreach (var alike in slots.GroupBy(s => s.Part is null ? 0 : s.IsAdversary ? 1 : 2))
            first = alike.GroupBy(s => s.Part).Select(part => Place(part, first, size, numbers)).ToArray().Max();
    }

    /// <summary>Numbers items one after the other.</summary>
    /// <returns>The first free number.</returns>
    private static int Place<TItem>(IEnumerable<TItem> items, int first, Func<TItem, int> size, Dictionary<TItem, int> numbers)
        where TItem : notnull
    {
        foreach (var item in items)
        {
            numbers[item] = first;
            first += size(item);
        }

        return first;
    }

    private int CountVectors(bool isBFloat16) =>
        Slots.Where(s => s.IsBFloat16 == isBFloat16).Select(s => NumberOf(s) + VectorsOf(s)).DefaultIfEmpty(0).Max();
}
