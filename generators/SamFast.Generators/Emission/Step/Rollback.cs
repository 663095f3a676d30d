using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Restores scalars after an exception. State vectors are kept twice instead.</summary>
internal static class Rollback
{
    /// <param name="counters">Counters to restore as well.</param>
    /// <param name="body">Writes the statements that may throw.</param>
    public static void Around(CodeWriter writer, Plan plan, string[] counters, Action body)
    {
        var kept = plan.Program.Scalars.Where(plan.Program.IsRolledBack).ToLookup(f => f.IsPerTensor);
        if (counters.Length == 0 && !kept[true].Concat(kept[false]).Any())
        {
            body();
            return;
        }

        string[] fields = [.. counters, .. kept[false].Select(f => f.Identifier())];
        foreach (var field in fields)
            writer.Line($"{(counters.Contains(field) ? "long" : "double")} {field.TrimStart('_')} = {field};");
        foreach (var field in kept[true])
            Members.SetPerTensor(writer, $"base.PerTensor({field.Identifier()} + 1, tensor)", field.InPhase());
        using (writer.Block("try"))
            body();
        using (writer.Block("catch"))
        {
            foreach (var field in fields)
                writer.Line($"{field} = {field.TrimStart('_')};");
            foreach (var field in kept[true])
                Members.SetPerTensor(writer, field.InPhase(), $"base.PerTensor({field.Identifier()} + 1, tensor)");
            writer.Line("throw;");
        }
    }
}
