using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Transforms that start afresh at the end of a step.</summary>
internal static class Restarts
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        foreach (var restart in plan.Restarts)
        {
            writer.Line();
            writer.Line($"// {restart.Stage.Model.Title}: whether the transforms before it start afresh.");
            if (restart.Count is not null)
                writer.Line($"{restart.Count}++;");
            using (writer.Block($"if ({Condition(plan, restart)})"))
            {
                foreach (var count in Counts(plan, restart))
                    writer.Line($"{count} = 0;");
                if (plan.Preparing is not null)
                    writer.Line("base.PreparedVersion = 0;");
                foreach (var field in restart.Before.SelectMany(s => s.Fields.Values).Where(f => f.IsState))
                    Restart(writer, field);
                foreach (var slot in restart.Before.SelectMany(s => s.Kernel.Slots.Select(b => s.Slots[b.Name])).Where(s => !s.IsGiven).Distinct())
                    Restart(writer, plan, slot);
                foreach (var scalars in restart.Before.SelectMany(s => s.Arrays.Values))
                    writer.Line($"System::Array.Clear({scalars});");
            }

            writer.Line();
        }
    }

    /// <summary>Whether they do, as C#.</summary>
    public static string Condition(Plan plan, Restart restart)
    {
        var reset = restart.Stage.Kernel.Reset!;
        string arguments = string.Join(", ", Steps.Arguments(restart.Stage, reset, plan.Descent));
        return $"{restart.Stage.Kernel.Type}.{reset.Name}({arguments})";
    }

    /// <summary>Its own count, and those of transforms before it that let others start afresh.</summary>
    private static IEnumerable<string> Counts(Plan plan, Restart restart) =>
        plan.Restarts.Where(r => r == restart || restart.Before.Contains(r.Stage)).Select(r => r.Count)
            .OfType<string>();

    private static void Restart(CodeWriter writer, Field field)
    {
        string initial = Argument.NumberLiteral(field.Initial);
        if (field.IsPerSegment)
            Members.SetPerSegment(writer, field.InPhase, initial);
        else
            writer.Line($"{field.Name} = {initial};");
    }

    private static void Restart(CodeWriter writer, Plan plan, Slot slot)
    {
        if (plan.OwnSlots.Contains(slot))
            writer.Line($"base.FillOwn({slot.Constant}, {Members.Initial(slot, plan)});");
        else if (plan.Slots.Contains(slot))
        {
            string fill = slot.IsBFloat16 ? "base.FillBFloat16" : "base.Fill";
            string each = slot.Several == 0 ? "" : " + i";
            if (slot.Several > 0)
                writer.Line($"for (int i = 0; i < {slot.Several}; i++)");
            writer.Line($"{(slot.Several > 0 ? "    " : "")}{fill}({slot.Constant}{each}, {Members.Initial(slot, plan)});");
        }
    }
}
