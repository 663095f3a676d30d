using SamFast.Generators.Declarations;
using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the methods of a period of SAM: the ascent, and the descent from the unperturbed parameters.</summary>
internal static class Cycle
{
    public static void Write(CodeWriter writer, Plan plan, SamModel sam)
    {
        if (sam.Ascents > 0)
            WriteAscend(writer, plan, sam);
        WriteDescend(writer, plan);
    }

    /// <summary>The beginning of a call: wrappers decide if it happens.</summary>
    public static void Guard(CodeWriter writer, Plan plan)
    {
        Gates.Begin(writer, plan, plan.Phases.Guard ?? plan.Phases.FirstAscent!);
        if (plan.Phases.Guard is not { } guard)
            return;
        PhaseWriter.Write(writer, plan, guard, Buffers.InPlace);
        writer.Line();
    }

    private static void WriteAscend(CodeWriter writer, Plan plan, SamModel sam)
    {
        writer.Line();
        writer.Line($"// One ascent of {Name(sam)}: destination = source − update.");
        writer.Line(Steps.CompiledAtOnce);
        writer.Call($"private void {plan.Own.Ascend}",
            ["int ascent", .. Vectors(plan, plan.Phases.FirstAscent!)], "");
        using (writer.Braces())
        {
            var states = plan.Program.Scalars.Where(f => f is { IsState: true, IsAdversary: true }).ToArray();
            if (sam.ResetState && states.Length > 0)
            {
                writer.Comment("Every period resets the adversary.");
                using (writer.Block("if (ascent == 0)"))
                {
                    foreach (var scalar in states.OrderBy(f => f.IsPerTensor))
                        Restarts.Reset(writer, scalar);
                }
            }

            if (plan.CountsAscents)
                writer.Line($"{plan.Own.Ascent} = ascent;");
            PhaseWriter.Write(writer, plan, plan.Phases.FirstAscent!, Buffers.Apart);
            if (!sam.ResetState)
                writer.Line($"{plan.Own.AdversaryStepCount}++;");
        }
    }

    private static void WriteDescend(CodeWriter writer, Plan plan)
    {
        writer.Line();
        writer.Line($"// The step of {plan.Model.Sam!.OuterName}: destination = source + update.");
        writer.Line(Steps.CompiledAtOnce);
        string[] which = plan.Model.Descents > 1 ? ["bool isLastDescent"] : [];
        writer.Call($"private void {plan.Own.Descend}", [.. which, .. Vectors(plan, plan.Phases.Descent)], "");
        using (writer.Braces())
        {
            if (plan.Phases.FirstAscent is null)
                Gates.Begin(writer, plan, plan.Phases.Descent);
            CoefficientCacheWriter.Call(writer, plan);
            PhaseWriter.Write(writer, plan, plan.Phases.Descent, Buffers.Apart);
            Restarts.Write(writer, plan);
            Gates.Count(writer, plan, plan.Phases.Descent);
        }
    }

    /// <summary>The call of a descent.</summary>
    /// <param name="isLast">A condition that is true in the last descent of the period.</param>
    public static string Descend(Plan plan, string isLast, string source, string gradients, string destination) =>
        $"{plan.Own.Descend}({(plan.Model.Descents > 1 ? isLast + ", " : "")}{source}, {gradients}, {destination}"
        + $"{(plan.Phases.Descent.TakesValue ? ", value" : "")});";

    private static string[] Vectors(Plan plan, Phase phase) =>
    [
        $"System::ReadOnlySpan<{plan.Model.Precision}> source", $"System::ReadOnlySpan<{plan.Model.Precision}> gradients",
        $"System::Span<{plan.Model.Precision}> destination", .. phase.TakesValue ? ["double value"] : Array.Empty<string>(),
    ];

    private static string Name(SamModel sam) => sam.AdversaryName.Length > 0 ? sam.AdversaryName : "the perturbation";
}
