using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the loop over blocks: one that loads ahead where it pays, then one without, then the partial block at the
/// end.</summary>
internal sealed class LoopWriter(CodeWriter writer, SweepCode code)
{
    /// <summary>Blocks from which loading ahead pays for its setup.</summary>
    private const int AheadBlocks = 8;

    public void Write()
    {
        writer.Line($"System::UIntPtr {Locals.Index} = 0;");
        // Random numbers take longer than any load, and no vector stays in a register while they are made.
        if (code.Inputs.Count >= 2 && code.Noises.Count == 0)
            Ahead();
        using (writer.Block($"for (; i < whole; i += {Locals.Width})"))
        {
            Prefetch();
            foreach (var input in code.Inputs)
                writer.Line($"{Locals.Lanes} {input.Lane} = {input.Load("i")};");
            Block(isEnd: false);
        }

        End();
        foreach (var measure in code.Measures)
            writer.Line(measure.Store(code.TakesBlocks ? $"new SamFast::Runtime.Partial<{Locals.Lanes}>({measure.Name})" : measure.Name));
    }

    /// <summary>The loop for processors with enough registers to load two blocks ahead. The last two blocks are left to the next
    /// loop.</summary>
    private void Ahead()
    {
        string spans = string.Join(", ", code.Spans.Select(stream => "ref " + stream.Place));
        string[] conditions =
        [
            $"{LaneType.IsWide} && whole >= {AheadBlocks} * {Locals.Width}",
            .. code.Sweep.Stored.Where(slot => !slot.IsBFloat16 && spans.Length > 0).Select(slot => $"tile.IsApart(ref {slot.Reference()}, {spans})"),
        ];
        using (writer.If(conditions))
        {
            writer.Line("// Loads two blocks ahead: a load stalls after a store to an address that is equal modulo 4096.");
            foreach (var input in code.Inputs)
            {
                writer.Line($"{Locals.Lanes} {input.Lane} = {input.Load("0")};");
                writer.Line($"{Locals.Lanes} {input.Lane}{Locals.NextSuffix} = {input.Load(Locals.Width)};");
            }

            writer.Line($"System::UIntPtr {Locals.Ahead} = whole - (2 * {Locals.Width});");
            using (writer.Block($"for (; i < ahead; i += {Locals.Width})"))
            {
                Prefetch();
                foreach (var input in code.Inputs)
                    writer.Line($"{Locals.Lanes} {input.Lane}{Locals.AfterSuffix} = {input.Load($"i + (2 * {Locals.Width})")};");
                Block(isEnd: false);
                foreach (string lane in code.Inputs.Select(input => input.Lane))
                    writer.Lines($"{lane} = {lane}{Locals.NextSuffix};", $"{lane}{Locals.NextSuffix} = {lane}{Locals.AfterSuffix};");
            }
        }

        writer.Line();
    }

    private void Prefetch()
    {
        foreach (var stream in code.Prefetches ? code.Spans : [])
            writer.Line($"tile.Prefetch(ref {stream.Place}, {Locals.Index});");
    }

    /// <summary>The partial block.</summary>
    private void End()
    {
        writer.Line();
        writer.Line($"int {Locals.Rest} = tile.Rest<{Locals.Lanes}>();");
        using (writer.Block("if (rest > 0)"))
        {
            foreach (var input in code.Inputs)
                writer.Line($"{Locals.Lanes} {input.Lane} = {input.LoadEnd()};");
            Block(isEnd: true);
        }
    }

    /// <summary>Applies the formulas to the loaded block, and stores the results.</summary>
    private void Block(bool isEnd)
    {
        foreach (var slot in code.Slots.Where(code.Sweep.StartsInitial))
            writer.Line($"{Locals.Lanes} {slot.Name} = {Locals.Lanes}.Create({code.Plan.Initial(slot)});");

        foreach (var source in code.Rounding.Sources)
            writer.Line($"{Locals.Lanes} {RoundingCode.Block(source)} = {source.Name}{Locals.NoiseSuffix}.At({Locals.Index});");
        string[] arguments =
        [
            .. code.Spans.Select(stream => stream.Lane),
            .. code.Slots.Select(s => $"{(code.Sweep.IsWritten(s) ? "ref " : "")}{s.Name}"),
            .. code.Measures.Select(measure => $"out {Locals.Lanes} {measure.Here}"),
            .. code.RoundingInputs,
            .. code.Noises.Count > 0 ? ["i"] : Array.Empty<string>(),
        ];
        writer.Call($"{(code.HasResult ? $"{Locals.Lanes} {Locals.Next} = " : "")}{Locals.Block}", arguments, ";");
        foreach (var output in code.Outputs)
            output.Store(writer, isEnd);
        foreach (var measure in code.Measures)
        {
            string value = isEnd ? $"{Locals.Lanes}.First({measure.Here}, rest)" : measure.Here;
            writer.Line(code.TakesBlocks ? measure.Include(measure.Name, value) : measure.Include(value));
        }
    }
}
