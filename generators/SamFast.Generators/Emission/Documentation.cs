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
        writer.Doc($"<para>{Traffic(plan)}</para>");
        writer.Line("/// <list type=\"number\">");
        foreach (var sweep in plan.Sweeps)
            writer.Doc($"<item><description>{sweep.Name} {Escape(Streams(sweep, plan))}</description></item>");
        writer.Line("/// </list>");
        writer.Line("/// </remarks>");
        writer.Line("[GeneratedCode(\"SamFast\", \"0.1.0\")]");
    }

    public static string Summary(Plan plan)
    {
        string outer = Chain(plan.Descent);
        if (plan.Model.Sam is not { } sam)
            return $"{outer}: {Count(plan.Sweeps.Count, "sweep")}.";
        string adversary = plan.FirstAscent is null
            ? "no ascent"
            : $"{Count(sam.Ascents, "ascent")} of {Chain(plan.FirstAscent)}";
        return $"Sharpness-aware minimization, {(sam.IsOpaque ? "opaque" : "transparent")}: "
            + $"{adversary}; then {outer}.";
    }

    /// <summary>What a sweep reads and writes, and how much that is.</summary>
    public static string Streams(Sweep sweep, Plan plan)
    {
        var reads = new List<string>();
        if (sweep.ReadsUpdate)
            reads.Add(sweep.Origin?.Name ?? "g");
        if (sweep.ReadsParameter)
            reads.Add("p");
        reads.AddRange(sweep.Loaded.Select(Name));

        var writes = sweep.Stored.Select(Name).ToList();
        if (sweep.Scratch is not null)
            writes.Add(sweep.Scratch.Name);
        if (sweep.Saved is not null)
            writes.Add(sweep.Saved.Name);
        if (sweep.Sign is not null)
            writes.Add("p");
        return (reads.Count == 0 ? "reads nothing" : $"reads {string.Join(", ", reads)}")
            + (writes.Count == 0 ? "" : $"; writes {string.Join(", ", writes)}")
            + $": {sweep.Streams * plan.ElementBytes} bytes a parameter.";
    }

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string Name(Slot slot) => slot.IsBFloat16 ? $"{slot.Name} (bfloat16)" : slot.Name;

    private static string Chain(Phase phase)
    {
        var titles = phase.Steps.OfType<Preparation>().Select(p => p.Stage.Model.Title).ToArray();
        return titles.Length == 0 ? "the gradient as it is" : string.Join(", ", titles);
    }

    private static string Traffic(Plan plan) =>
        $"{plan.BytesMoved} bytes moved per parameter and {(plan.Model.Sam is null ? "step" : "outer step")}, the computation of "
        + $"gradients aside; {plan.StateBytes} bytes of state per parameter. Sweeps:";

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
