using System.Globalization;
using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the private fields and constants of an optimizer.</summary>
internal static class Fields
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        Numbers(writer, plan);
        State(writer, plan);
        Section(writer, "Measures of the last step.", States.Measures(plan).Select(measure => $"private double _{measure};"));
        Section(writer, "Cached coefficients, in the precision of the parameters.",
            plan.Cache.Entries.Select(entry => $"private {plan.Model.Precision} {entry.CacheField()};"));
        Section(writer, "Coefficients of the current step.",
            plan.Program.Scalars.Where(s => s is { IsState: false, IsPerTensor: false }).Except(plan.Cache.Coefficients)
                .Select(scalar => $"private double {scalar.Identifier()};"));
    }

    private static void Numbers(CodeWriter writer, Plan plan)
    {
        string Slot(Slot slot) => Number(slot.Constant(), plan.Memory.NumberOf(slot));
        var slots = plan.Memory.Slots.ToLookup(s => s.IsBFloat16, Slot);
        Section(writer, "Numbers of vectors laid out like the caller's.", plan.Memory.Vectors.Select(Slot));
        Section(writer, "Numbers of state vectors.", slots[false]);
        Section(writer, "Numbers of state vectors in bfloat16.", slots[true]);
        Section(writer, "Numbers of state vectors with lengths of their own.", plan.Memory.OwnSlots.Select(Slot));
        Section(writer, "Numbers of per-tensor scalars.", plan.PerTensor.Select(s => Number(s.Identifier(), plan.Memory.NumberOf(s))));
        Section(writer, "Numbers of masks, after the per-tensor scalars.",
            plan.Program.Masks.Select(m => Number(m.Constant(), plan.Memory.NumberOf(m))));
    }

    private static void State(CodeWriter writer, Plan plan)
    {
        Section(writer, "Scalar state.", plan.Program.Scalars.Where(s => s is { IsState: true, IsPerTensor: false })
            .Select(scalar => $"private {scalar.Type()} {scalar.Identifier()} = {scalar.Literal()};"));
        foreach (var counter in plan.Program.Counters)
            writer.Line($"private long {counter.Identifier()};");
        if (plan.Model.Sam is { ResetState: false, Ascents: > 0 })
            writer.Line($"private long {plan.Own.AdversaryStepCount};");
        if (plan.CountsAscents)
            writer.Line($"private int {plan.Own.Ascent};");
        foreach (var array in plan.Program.Arrays)
            writer.Line($"private readonly double[] {array.Identifier()} = new double[{array.Length.ToString(CultureInfo.InvariantCulture)}];");
        string owner = plan.Program.Search is null ? "adversary's state" : "state vectors";
        Section(writer, $"Index of the committed copy of the {owner}.", plan.KeepsStateTwice ? [$"private int {plan.Own.Committed};"] : []);
    }

    private static string Number(string constant, int number) =>
        $"private const int {constant} = {number.ToString(CultureInfo.InvariantCulture)};";

    /// <summary>Declarations under a comment; nothing if there are none.</summary>
    private static void Section(CodeWriter writer, string comment, IEnumerable<string> declarations)
    {
        string[] lines = [.. declarations];
        if (lines.Length == 0)
            return;
        writer.Line();
        writer.Line("// " + comment);
        foreach (string line in lines)
            writer.Line(line);
    }
}
