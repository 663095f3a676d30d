using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The plan as XML documentation: what an editor shows when the pointer rests on the class.</summary>
internal static class Documentation
{
    public static void Class(CodeWriter writer, Plan plan)
    {
        if (!plan.Model.Type.IsDocumented)
            writer.Doc($"<summary>{Escape(Summary(plan))}</summary>");
        writer.Line("/// <remarks>");
        writer.Doc($"<para>{Traffic(plan)} Sweeps:</para>");
        writer.Line("/// <list type=\"number\">");
        foreach (var pass in plan.Passes)
            writer.Doc($"<item><description>{pass.Name} {Escape(Streams(pass, plan))}</description></item>");
        writer.Line("/// </list>");
        writer.Line("/// </remarks>");
        writer.Line("[GeneratedCode(\"SamFast\", \"0.1.0\")]");
    }

    public static string Summary(Plan plan)
    {
        string outer = Chain(plan.Descent);
        string around = plan.Guard is null
            ? "Sharpness-aware minimization"
            : $"{Chain(plan.Guard)} around sharpness-aware minimization";
        if (plan.Model.Sam is not { } sam)
            return $"{outer}: {Count(plan.Sweeps.Count(s => s != plan.Evaluation), "sweep")}{(plan.TensorSteps.Count > 0 ? $" and {Count(plan.TensorSteps.Count, "pass")} over whole tensors" : "")}.";
        string adversary = plan.FirstAscent is null
            ? "no ascent"
            : $"{Count(sam.Ascents, "ascent")} of {Chain(plan.FirstAscent)}";
        return $"{around}, {(sam.IsOpaque ? "opaque" : "transparent")}: "
            + $"{adversary}; then {outer}.";
    }

    /// <summary>What a pass reads and writes, and how much that is.</summary>
    public static string Streams(IPass pass, Plan plan)
    {
        string[] reads = [.. Reads(pass)], writes = [.. Writes(pass)];
        return (reads.Length == 0 ? "reads nothing" : $"reads {string.Join(", ", reads)}")
            + (writes.Length == 0 ? "" : $"; writes {string.Join(", ", writes)}")
            + $": {pass.Streams * plan.ElementBytes} bytes a parameter{(pass is TensorStep ? ", tensor by tensor" : "")}.";
    }

    public static IEnumerable<string> Reads(IPass pass) => pass is TensorStep step
        ? [step.Place?.Name ?? "g", .. step.ReadsParameter ? ["p"] : Array.Empty<string>(), .. step.Stage.Slots.Values.Select(Name)]
        : Reads((Sweep)pass);

    public static IEnumerable<string> Writes(IPass pass) => pass is TensorStep step
        ? [.. step.Stage.Slots.Values.Select(Name), step.Place?.Name ?? "g"]
        : Writes((Sweep)pass);

    private static IEnumerable<string> Reads(Sweep sweep) =>
    [
        .. sweep.ReadsUpdate ? [sweep.Origin?.Name ?? (sweep.IsObservation ? "h" : "g")] : Array.Empty<string>(),
        .. sweep.ReadsParameter ? ["p"] : Array.Empty<string>(),
        .. sweep.Loaded.Select(Name),
    ];

    private static IEnumerable<string> Writes(Sweep sweep) =>
    [
        .. sweep.Stored.Select(Name),
        .. sweep.Scratch is { } scratch ? [scratch.Name] : Array.Empty<string>(),
        .. sweep.OverwritesGradient ? ["g"] : Array.Empty<string>(),
        .. sweep.Saved is { } saved ? [saved.Name] : Array.Empty<string>(),
        .. sweep.WritesParameter ? ["p"] : Array.Empty<string>(),
    ];

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string Name(Slot slot) => slot.IsBFloat16 ? $"{slot.Name} (bfloat16)" : slot.Name;

    private static string Chain(Phase phase)
    {
        var stages = phase.Steps.OfType<IStaged>().Select(s => s.Stage).ToArray();
        return stages.Length == 0
            ? "the gradient as it is"
            : string.Join("; ", stages.GroupBy(s => s.Part).Select(part =>
                $"{(part.Key is { } mask ? mask.Model.Groups[0] + ": " : "")}{string.Join(", ", part.Select(s => s.Model.Title))}"));
    }

    public static string Traffic(Plan plan) =>
        $"{(plan.Partitions.Count > 0 ? "At most " : "")}{plan.BytesMoved} bytes moved per parameter and {Unit(plan)}, the "
        + $"computation of gradients aside; {plan.StateBytes} bytes of state per parameter"
        + (plan.OwnSlots.Count > 0 ? $", and {string.Join(", ", plan.OwnSlots.Select(s => s.Name))} as long as each tensor needs." : ".");

    private static string Unit(Plan plan)
    {
        string periods = string.Concat(plan.Gathers.Select(g => $" of {g.Period} micro-steps"));
        return (plan.Model.Sam is null && plan.Gathers.Count == 0 ? "step" : "outer step") + periods;
    }

    private static string Count(int number, string noun) =>
        $"{number} {noun}{(number == 1 ? "" : noun.EndsWith("s", StringComparison.Ordinal) ? "es" : "s")}";
}
