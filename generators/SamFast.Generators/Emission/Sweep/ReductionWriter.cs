namespace SamFast.Generators.Emission;

/// <summary>Writes the loop of a sweep that takes one measure and nothing else, in independent partial results: an addition waits
/// for the one before it.</summary>
internal sealed class ReductionWriter(CodeWriter writer, SweepCode code)
{
    private readonly MeasureCode _measure = code.Measures[0];

    public void Write()
    {
        string[] parts = Parts(_measure);
        writer.Line($"System::UIntPtr {Locals.Index} = 0;");
        using (writer.Block($"for (; i + ({parts.Length - 1} * {Locals.Width}) < whole; i += {parts.Length} * {Locals.Width})"))
        {
            for (int k = 0; k < parts.Length; k++)
                writer.Line(_measure.Include(parts[k], Block(k == 0 ? "i" : k == 1 ? $"i + {Locals.Width}" : $"i + ({k} * {Locals.Width})")));
        }

        writer.Line();
        writer.Line($"for (; i < whole; i += {Locals.Width})");
        writer.Line("    " + _measure.Include(parts[0], Block("i")));
        writer.Line($"int {Locals.Rest} = tile.Rest<{Locals.Lanes}>();");
        writer.Line("if (rest > 0)");
        string end = string.Join(", ", code.Spans.Select(stream => stream.LoadEnd()));
        writer.Line("    " + _measure.Include(parts[0], $"{Locals.Lanes}.First({Locals.Block}({end}), rest)"));

        writer.Line(_measure.Include(parts[0], parts[1]));
        writer.Line(_measure.Include(parts[2], parts[3]));
        writer.Line(_measure.Store($"new SamFast::Runtime.Partial<{Locals.Lanes}>({_measure.Combine(parts[0], parts[2])})"));
    }

    /// <summary>The partial results.</summary>
    public static string[] Parts(MeasureCode measure) => [.. Locals.PartSuffixes.Select(suffix => measure.Name + suffix)];

    private string Block(string index) => $"{Locals.Block}({string.Join(", ", code.Spans.Select(stream => stream.Load(index)))})";
}
