using SamFast.Generators.Planning;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the method of a sweep: scalars in all lanes, the loop over blocks, the formulas.</summary>
internal sealed class SweepWriter(CodeWriter writer, Plan plan, Sweep sweep)
{
    private readonly SweepCode _code = new(plan, sweep);

    /// <summary>The masks that the formulas depend on.</summary>
    private readonly Mask[] _masks = [.. sweep.Operations.SelectMany(o => o.Link.Masks).Distinct()];

    private readonly LaneScalar[] _scalars =
    [
        .. sweep.Scalars.Select(s => new LaneScalar(
            s.Lane, plan.Cache.Sweeps.Contains(sweep) && plan.Cache.Caches(s) ? s.CacheField() : plan.Narrowing() + s.InSweep(),
            s is Scalar { IsPerTensor: true })),
        .. sweep.Operations.Where(SweepCode.Flushes).Take(1)
            .Select(o => new LaneScalar(Locals.FlushBelow, plan.Number(o.Link.Model.FlushBelow), IsPerTensor: false)),
    ];

    public void Write()
    {
        writer.Line();
        writer.Comment(Documentation.Title(sweep, plan));
        Steps.CompiledAlone(writer);
        string[] parameters = [$"ref {Sweeps.Tile(plan)} tile", .. Sweeps.Buffers(sweep).Select(buffer => $"ref {plan.Model.Precision} {buffer}")];
        writer.Line($"private void {sweep.Name}<{Locals.Lanes}>({string.Join(", ", parameters)})");
        writer.Line($"    {LaneType.ConstraintOf(Locals.Lanes, plan.Model.Precision)}");
        using (writer.Braces())
        {
            Declarations();
            writer.Line("do");
            using (writer.Braces())
                Tile();
            writer.Line("while (tile.Next());");
            new FormulaWriter(writer, _code).Write();
        }
    }

    /// <summary>The locals of all tiles.</summary>
    private void Declarations()
    {
        writer.Line($"System::UIntPtr {Locals.Width} = (System::UIntPtr){Locals.Lanes}.Count; // parameters in a block");
        writer.Line();
        if (_scalars.Length > 0)
        {
            writer.Line("// Scalars in every lane.");
            foreach (var scalar in _scalars)
                writer.Line($"{Locals.Lanes} {scalar.Lane}" + (scalar.IsPerTensor ? "; // per tensor" : $" = {scalar.Vector};"));
            writer.Line();
        }

        foreach (var mask in _masks)
            writer.Line($"bool {mask.Local()}; // per tensor");
        foreach (var slot in _code.Rounding.Sources.Where(_code.Rounding.IsReadAgain))
            writer.Line($"SamFast::Runtime.RoundingNoise<{Locals.Lanes}> {slot.Name}{Locals.NoiseSuffix};");
        foreach (var noise in _code.Noises)
            writer.Line($"SamFast::Runtime.RandomLanes {noise.Name};");
    }

    private void Tile()
    {
        Conditions();
        foreach (var scalar in _scalars.Where(c => c.IsPerTensor))
            writer.Line($"{scalar.Lane} = {scalar.Vector};");
        References();
        if (_code.IsReduction)
            new ReductionWriter(writer, _code).Write();
        else
            new LoopWriter(writer, _code).Write();
    }

    /// <summary>Evaluates the masks, and skips tiles without work.</summary>
    private void Conditions()
    {
        if (sweep.Part is { } part)
            Skip($"tile.IsIn({part.Constant()})", keepsParameters: false);
        if (sweep.Thawed is { } thawed)
            Skip($"tile.IsIn({thawed.Constant()})", keepsParameters: true);
        foreach (var mask in _masks)
            writer.Line($"{mask.Local()} = tile.IsIn({mask.Constant()});");
        if (_code.IsReduction && _code.Measures[0].Operation.Link is var link && link.InTile() is { } condition)
            Skip(link.Masks.Count == 1 ? condition : $"({condition})", keepsParameters: true);
    }

    /// <summary>Skips a tile; its measures are 0.</summary>
    /// <param name="keepsParameters">True if its parameters are unchanged; false if another sweep updates them.</param>
    private void Skip(string unless, bool keepsParameters)
    {
        using (writer.Block($"if (!{unless})"))
        {
            foreach (var measure in _code.Measures)
                writer.Line(measure.Store($"default(SamFast::Runtime.Partial<{Locals.Lanes}>)"));
            if (keepsParameters && sweep.Saved is { } saved)
                writer.Line($"tile.Save({saved.Constant()}, ref p);");
            if (keepsParameters && sweep.Moves)
                writer.Line("tile.Keep(ref p, ref to);");
            writer.Line("continue;");
        }

        writer.Line();
    }

    /// <summary>The references to the vectors of a tile, and the measures.</summary>
    private void References()
    {
        RandomNumbers();
        string element = plan.Model.Precision;
        if (sweep.ReadsParameter)
            writer.Line($"ref {element} {Locals.Source} = ref tile.Source(ref p);");
        if (sweep.ReadsUpdate || sweep.OverwritesGradient)
            writer.Line($"ref {element} {Locals.Gradients} = ref {(sweep.Origin is { } origin ? $"tile.Slot({origin.Constant()})" : "tile.Gradients(ref g)")};");
        if (sweep.WritesParameter)
            writer.Line($"ref {element} {Locals.Destination} = ref tile.Destination(ref to);");
        foreach (var slot in sweep.Loaded.Union(sweep.Stored))
            writer.Line($"ref {_code.Element(slot)} {slot.Reference()} = ref {Home(slot)}({Place(slot, isWriting: false)});");
        foreach (var slot in sweep.Policy == SlotPolicy.CommittedToWorking ? sweep.Stored : [])
            writer.Line($"ref {_code.Element(slot)} {slot.WorkingReference()} = ref {Home(slot)}({Place(slot, isWriting: true)});");
        if (sweep.Scratch is { } scratch)
            writer.Line($"ref {element} {scratch.Reference()} = ref tile.Slot({scratch.Constant()});");
        if (sweep.Saved is { } saved)
            writer.Line($"ref {element} {saved.Reference()} = ref tile.Vector({saved.Constant()});");
        writer.Line($"System::UIntPtr {Locals.Whole} = tile.Whole<{Locals.Lanes}>();");
        if (sweep.IsFar)
            writer.Line($"bool isFar = base.IsFar(ref {Locals.Destination});");
        foreach (var measure in _code.Measures)
        {
            if (!_code.IsReduction)
                writer.Line($"SamFast::Runtime.Partial<{Locals.Lanes}> {measure.Name} = default;");
            foreach (string part in _code.IsReduction ? ReductionWriter.Parts(measure) : [])
                writer.Line($"{Locals.Lanes} {part} = {Locals.Lanes}.Zero;");
        }

        writer.Line();
    }

    private void RandomNumbers()
    {
        foreach (var slot in _code.Rounding.Sources)
        {
            string declaration = (_code.Rounding.IsReadAgain(slot) ? "" : $"SamFast::Runtime.RoundingNoise<{Locals.Lanes}> ") + slot.Name + Locals.NoiseSuffix;
            int index = Array.IndexOf([.. plan.Memory.Slots], slot);
            writer.Line($"{declaration} = new SamFast::Runtime.RoundingNoise<{Locals.Lanes}>({RoundingCode.Draw(plan, slot.IsAdversary)}, slot: {index}, tile.Start);");
        }

        foreach (var noise in _code.Noises)
            writer.Line($"{noise.Name} = new SamFast::Runtime.RandomLanes({noise.Seed.Name}, {RoundingCode.Draw(plan, noise.IsAdversary)}, stream: {noise.Stream}, tile.Start);");
    }

    private static string Home(Slot slot) => slot.IsBFloat16 ? "tile.BFloat16" : "tile.Slot";

    private string Place(Slot slot, bool isWriting)
    {
        if (plan.Memory.CopiesOf(slot) == 1)
            return slot.Constant();
        bool isCommitted = sweep.Policy == SlotPolicy.CommittedToWorking && !isWriting
            && sweep.Operations.All(o => !o.FindsNewState || !o.Slots.Contains(slot));
        return isCommitted ? $"{slot.Constant()} + {plan.Own.Committed}" : $"{slot.Constant()} + 1 - {plan.Own.Committed}";
    }

    /// <summary>A scalar in every lane of a vector.</summary>
    private sealed record LaneScalar(string Lane, string Value, bool IsPerTensor)
    {
        public string Vector => $"{Locals.Lanes}.Create({Value})";
    }
}
