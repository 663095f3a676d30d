using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the plan as XML documentation of the class.</summary>
internal static class Documentation
{
    /// <summary>Streams of a point on a line, p + ηu, and of its slope, ⟨u, g⟩.</summary>
    private const int MoveStreams = 3, PointStreams = MoveStreams + 2;

    public static void Class(CodeWriter writer, Plan plan)
    {
        if (!plan.Model.Type.IsDocumented)
            writer.Doc($"<summary>{Escape(Summary(plan))}</summary>");
        writer.Line("/// <remarks>");
        writer.Doc($"<para>{Traffic(plan)} Sweeps:</para>");
        writer.Line("/// <list type=\"number\">");
        foreach (var step in plan.Phases.MemorySteps)
            writer.Doc($"<item><description>{step.Name} {Escape(Streams(step, plan))}</description></item>");
        writer.Line("/// </list>");
        writer.Line("/// </remarks>");
        FileHeader.Attributes(writer, plan.Model.Type);
    }

    public static string Summary(Plan plan)
    {
        string outer = Chain(plan.Phases.Descent);
        string around = plan.Phases.Guard is null
            ? "Sharpness-aware minimization"
            : $"{Chain(plan.Phases.Guard)} around sharpness-aware minimization";
        if (plan.Model.Sam is not { } sam)
            return $"{outer}: {Count(plan.Sweeps.Count(s => s != plan.Phases.Evaluation), "sweep")}{Whole(plan, isAll: false, " over whole tensors")}{Whole(plan, isAll: true, " of all parameters at once")}.";
        string adversary = plan.Phases.FirstAscent is null
            ? "no ascent"
            : $"{Count(sam.Ascents, "ascent")} of {Chain(plan.Phases.FirstAscent)}";
        return $"{around}, {(sam.IsOpaque ? "opaque" : "transparent")}: "
            + $"{adversary}; {(plan.Model.Descents > 1 ? "after each, " : "then ")}{outer}.";
    }

    /// <summary>The name of a sweep or a tensor step, and its traffic.</summary>
    public static string Title(IMemoryStep step, Plan plan) => $"{step.Name} {Streams(step, plan)}";

    /// <summary>The vectors that it reads and writes, and its traffic.</summary>
    public static string Streams(IMemoryStep step, Plan plan)
    {
        string[] reads = [.. Reads(step, plan)], writes = [.. Writes(step, plan)];
        return (reads.Length == 0 ? "reads nothing" : $"reads {string.Join(", ", reads)}")
            + (writes.Length == 0 ? "" : $"; writes {string.Join(", ", writes)}")
            + $": {Bytes(step, plan)} bytes per parameter{(step is TensorStep { IsAll: false } ? ", tensor by tensor" : "")}.";
    }

    /// <summary>Bytes per parameter. A transform of all parameters may read them several times.</summary>
    public static string Bytes(IMemoryStep step, Plan plan) =>
        $"{step.Streams * plan.ElementBytes}{(step is TensorStep { IsAll: true } ? " or more" : "")}";

    public static IEnumerable<string> Reads(IMemoryStep step, Plan plan) => step is TensorStep tensor
        ? [tensor.Place?.Name ?? "g", .. tensor.ReadsParameter ? ["p"] : Array.Empty<string>(), .. State(tensor, plan)]
        : Reads((Sweep)step);

    public static IEnumerable<string> Writes(IMemoryStep step, Plan plan) => step is TensorStep tensor
        ? [.. State(tensor, plan), tensor.Place?.Name ?? "g"]
        : Writes((Sweep)step);

    /// <summary>The state of a transform: names for one of whole tensors, a number of vectors for one of all
    /// parameters.</summary>
    private static IEnumerable<string> State(TensorStep step, Plan plan) => !step.IsAll
        ? step.Link.Slots.Values.Select(Name)
        : step.Slots.Any() ? [Count(step.Slots.Sum(plan.Memory.VectorsOf), "state vector")] : [];

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

    private static string Whole(Plan plan, bool isAll, string over) =>
        plan.TensorSteps.Count(s => s.IsAll == isAll) is > 0 and var count ? $" and {Count(count, isAll ? "transform" : "pass")}{over}" : "";

    private static string Chain(Phase phase)
    {
        var stages = phase.Steps.OfType<ILinkStep>().Select(s => s.Link).ToArray();
        return stages.Length == 0
            ? "the unchanged gradient"
            : string.Join("; ", stages.GroupBy(s => s.Part).Select(part =>
                $"{(part.Key is { } mask ? mask.Model.Groups[0] + ": " : "")}{string.Join(", ", part.Select(s => s.Model.Title))}"));
    }

    public static string Traffic(Plan plan) =>
        $"{(plan.Program.Partitions.Count > 0 ? "At most " : "")}{plan.BytesMoved}{(plan.TensorSteps.Any(s => s.IsAll) ? " or more" : "")} bytes moved per parameter and "
        + $"{Unit(plan)}, excluding gradient computation{Searching(plan)}; {plan.StateBytes} bytes of state per parameter"
        + (plan.Program.Search is null ? "" : ", plus the point and the gradients of the line search")
        + (plan.Memory.OwnSlots.Count > 0 ? $", and {string.Join(", ", plan.Memory.OwnSlots.Select(s => s.Name))} as long as each tensor needs." : ".");

    private static string Searching(Plan plan) => plan.Program.Search is null
        ? ""
        : $", {PointStreams * plan.ElementBytes} more for each trial point and {MoveStreams * plan.ElementBytes} for the move";

    private static string Unit(Plan plan)
    {
        string periods = string.Concat(plan.Program.Gathers.Select(g => $" of {g.Period} micro-steps"));
        return plan.Model.Descents > 1 ? $"period of {plan.Model.Descents} outer steps"
            : (plan.Model.Sam is null && !plan.Program.Gathers.Any() ? "step" : "outer step") + periods;
    }

    private static string Count(int number, string noun) =>
        $"{number} {noun}{(number == 1 ? "" : noun.EndsWith("s", StringComparison.Ordinal) ? "es" : "s")}";
}
