using SamFast.Generators.Planning;
using SamFast.Generators.Program;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the resets of transforms at the end of a step.</summary>
internal static class Restarts
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        foreach (var restart in plan.Program.Restarts)
        {
            writer.Line();
            writer.Line($"// {restart.Link.Model.Title} decides if the transforms before it are reset.");
            if (restart.Count is not null)
                writer.Line($"{restart.Count.Expression(plan)}++;");
            using (writer.Block($"if ({Condition(plan, restart)})"))
            {
                foreach (var count in Counts(plan, restart))
                    writer.Line($"{count.Expression(plan)} = 0;");
                if (plan.Cache.Method is not null)
                    writer.Line("base.PreparedVersion = 0;");
                foreach (var field in restart.Before.SelectMany(s => s.Scalars.Values).Where(f => f.IsState))
                    Reset(writer, field);
                foreach (var slot in restart.Before.SelectMany(s => s.Kernel.Slots.Select(b => s.Slots[b.Name])).Where(s => !s.IsGiven).Distinct())
                    Reset(writer, plan, slot);
                foreach (var scalars in restart.Before.SelectMany(s => s.Arrays.Values))
                    writer.Line($"System::Array.Clear({scalars.Identifier()});");
            }

            writer.Line();
        }
    }

    /// <summary>A condition that is true if the transforms are reset.</summary>
    public static string Condition(Plan plan, Restart restart) =>
        $"{restart.Link.Kernel.Type}.{restart.Link.Kernel.Reset!.Name}("
        + string.Join(", ", ScalarWriter.ArgumentsInDescent(plan, restart.Link, restart.Link.Kernel.Reset)) + ")";

    /// <summary>The counters to reset: its own, and those of nested restarts.</summary>
    private static IEnumerable<Count> Counts(Plan plan, Restart restart) =>
        plan.Program.Restarts.Where(r => r == restart || restart.Before.Contains(r.Link)).Select(r => r.Count)
            .OfType<Count>();

    /// <summary>Resets a state to its initial value.</summary>
    public static void Reset(CodeWriter writer, Scalar scalar)
    {
        string initial = Argument.NumberLiteral(scalar.Initial);
        if (scalar.IsPerTensor)
            Members.SetPerTensor(writer, scalar.InPhase(), initial);
        else
            writer.Line($"{scalar.Identifier()} = {initial};");
    }

    private static void Reset(CodeWriter writer, Plan plan, Slot slot)
    {
        if (plan.Memory.OwnSlots.Contains(slot))
            writer.Line($"base.FillOwn({slot.Constant()}, {plan.Initial(slot)});");
        else if (plan.Memory.Slots.Contains(slot))
        {
            string fill = slot.IsBFloat16 ? "base.FillBFloat16" : "base.Fill";
            string each = slot.Several == 0 ? "" : " + i";
            if (slot.Several > 0)
                writer.Line($"for (int i = 0; i < {slot.Several}; i++)");
            writer.Line($"{(slot.Several > 0 ? "    " : "")}{fill}({slot.Constant()}{each}, {plan.Initial(slot)});");
        }
    }
}
