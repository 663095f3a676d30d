using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>A sweep in terms of generated code: its streams, measures and random numbers.</summary>
internal sealed class SweepCode
{
    public SweepCode(Plan plan, Sweep sweep)
    {
        (Plan, Sweep) = (plan, sweep);
        Rounding = new RoundingCode(plan, sweep);
        Slots = [.. sweep.Slots];
        Noises = [.. sweep.Noises];
        Measures = [.. sweep.Measures.Select((operation, number) => new MeasureCode(operation, number))];
        IsReduction = Measures.Count == 1 && Slots.Count == 0 && Noises.Count == 0 && !sweep.WritesParameter && !sweep.LeavesUpdate
            && sweep.Operations[sweep.Operations.Count - 1].Kind == OperationKind.Measure;
        Spans = [.. ListSpans()];
        Inputs = [.. Spans, .. Slots.Where(s => !sweep.StartsInitial(s)).Select(s => new InputStream(s.Name, s.Reference(), HasEnd: false, Load + (s.IsBFloat16 ? "BFloat16" : "")))];
        Outputs = [.. ListOutputs()];
    }

    public Plan Plan { get; }

    public Sweep Sweep { get; }

    public RoundingCode Rounding { get; }

    public IReadOnlyList<Slot> Slots { get; }

    public IReadOnlyList<Noise> Noises { get; }

    public IReadOnlyList<MeasureCode> Measures { get; }

    /// <summary>Everything that a block loads: spans and slots.</summary>
    public IReadOnlyList<InputStream> Inputs { get; }

    /// <summary>The inputs that are no state.</summary>
    public IReadOnlyList<InputStream> Spans { get; }

    /// <summary>Everything that a block stores.</summary>
    public IReadOnlyList<OutputStream> Outputs { get; }

    /// <summary>Bytes per parameter up to which the processor's prefetcher is too late.</summary>
    private const int FewBytes = 20;

    /// <summary>True if the caller's vectors are requested ahead.</summary>
    public bool Prefetches => Slots.Any(s => s.IsBFloat16) && Sweep.Streams * Plan.ElementBytes <= FewBytes;

    /// <summary>True if measures are the only results: the sweep takes blocks of 64 bytes on every processor.</summary>
    public bool TakesBlocks => Measures.Count > 0 && Outputs.Count == 0;

    /// <summary>True if a single measure is the only result.</summary>
    public bool IsReduction { get; }

    /// <summary>True if the formulas have a result besides slots and measures.</summary>
    public bool HasResult => Sweep.WritesParameter || Sweep.LeavesUpdate;

    /// <summary>The random bits that the formulas need, because they round slots that are read again.</summary>
    public IEnumerable<string> RoundingInputs =>
        Sweep.Stored.Any(s => s.IsStochastic && Rounding.IsReadAgain(s)) ? Rounding.Sources.Select(RoundingCode.Block) : [];

    /// <summary>The name of the incoming update in the formulas.</summary>
    public string Incoming => Sweep.IsObservation ? Locals.Hessian : Locals.Update;

    /// <summary>True if elements below a threshold become 0 in the slots that a kernel writes. All operations of a sweep have the
    /// same threshold.</summary>
    public static bool Flushes(Operation operation) => operation.Link.Model.FlushBelow > 0 && operation.Slots.Any(operation.Writes);

    /// <summary>The type of a slot's elements.</summary>
    public string Element(Slot slot) => slot.IsBFloat16 ? "ushort" : Plan.Model.Precision;

    /// <summary>Slots are padded to whole blocks; only the caller's spans have partial blocks.</summary>
    private IEnumerable<InputStream> ListSpans()
    {
        if (Sweep.ReadsParameter)
            yield return new(Locals.Parameter, Locals.Source, HasEnd: true, Load);
        if (Sweep.ReadsUpdate)
            yield return new(Incoming, Locals.Gradients, HasEnd: Sweep.Origin is null, Load);
    }

    private IEnumerable<OutputStream> ListOutputs()
    {
        string store = $"{Locals.Lanes}.Store";
        foreach (var slot in Sweep.Stored)
        {
            string place = Sweep.Policy == SlotPolicy.CommittedToWorking ? slot.WorkingReference() : slot.Reference();
            yield return new(slot.Name, place, HasEnd: false, slot.IsBFloat16 ? "SamFast::Runtime.BFloat16.Store" : store) { Noise = slot.IsStochastic ? Rounding.Bits(slot) : null };
        }

        if (Sweep.Saved is { } saved)
            yield return new(Locals.Parameter, saved.Reference(), HasEnd: true, store);
        if (Sweep.Scratch is { } scratch)
            yield return new(Locals.Next, scratch.Reference(), HasEnd: false, store);
        if (Sweep.OverwritesGradient)
            yield return new(Locals.Next, Locals.Gradients, HasEnd: true, store);
        if (Sweep.WritesParameter)
            yield return new(Locals.Next, Locals.Destination, HasEnd: true, store) { IsFar = Sweep.IsFar };
    }

    private const string Load = Locals.Lanes + ".Load";
}

/// <summary>A vector that the loop loads.</summary>
/// <param name="Lane">The local that receives a block.</param>
/// <param name="Place">The reference to its first element in the tile.</param>
/// <param name="HasEnd">True if the last block may be partial.</param>
/// <param name="Method">The method that loads a block.</param>
internal sealed record InputStream(string Lane, string Place, bool HasEnd, string Method)
{
    public string Load(string index) => $"{Method}(ref {Place}, {index})";

    /// <summary>Loads the last block.</summary>
    public string LoadEnd() => HasEnd ? $"tile.LoadPart<{Locals.Lanes}>(ref {Place}, i, rest)" : Load("i");
}

/// <summary>A vector that the loop stores.</summary>
/// <param name="Lane">The local that holds a block.</param>
/// <param name="Place">The reference to its first element in the tile.</param>
/// <param name="HasEnd">True if the last block may be partial.</param>
/// <param name="Method">The method that stores a block.</param>
internal sealed record OutputStream(string Lane, string Place, bool HasEnd, string Method)
{
    /// <summary>True if a large vector is stored past the cache.</summary>
    public bool IsFar { get; init; }

    /// <summary>Random bits for rounding.</summary>
    public string? Noise { get; init; }

    /// <param name="isEnd">True for the last block.</param>
    public void Store(CodeWriter writer, bool isEnd)
    {
        string method = isEnd && HasEnd ? "tile.StorePart" : IsFar ? "tile.StoreFar" : Method;
        string[] more = isEnd && HasEnd ? ["rest"] : IsFar ? ["isFar"] : Noise is { } noise ? [noise] : [];
        writer.Call(method, [Lane, $"ref {Place}", "i", .. more], ";");
    }
}

/// <summary>A measure of a sweep.</summary>
/// <param name="Number">Its number among the measures of the sweep.</param>
internal sealed record MeasureCode(Operation Operation, int Number)
{
    /// <summary>The local with the result so far.</summary>
    public string Name => Operation.Link.Measures[Operation.Measured.Name];

    /// <summary>The local with the result of one block.</summary>
    public string Here => Name + Locals.HereSuffix;

    /// <summary>Includes a block in the result.</summary>
    public string Include(string value) => $"{Name}.{(Operation.Measured.IsMax ? "Max" : "Add")}({value});";

    /// <summary>Includes a block in a partial result of a reduction.</summary>
    public string Include(string target, string value) =>
        Operation.Measured.IsMax ? $"{target} = {Combine(target, value)};" : $"{target} += {value};";

    /// <summary>The combination of two results.</summary>
    public string Combine(string first, string second) =>
        Operation.Measured.IsMax ? $"{Locals.Lanes}.Max({first}, {second})" : $"{first} + {second}";

    /// <summary>Stores the result of the tile.</summary>
    public string Store(string result) => $"tile.{(Operation.Measured.IsMax ? "Max" : "Sum")}({Number}, {result});";
}
