using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Scalars that have their values again after an exception. State vectors are kept twice instead.</summary>
internal static class Rollback
{
    /// <param name="counters">Whole numbers to take back besides.</param>
    /// <param name="body">Writes what may throw.</param>
    public static void Around(CodeWriter writer, Plan plan, string[] counters, Action body)
    {
        var kept = plan.Fields.Where(plan.IsRolledBack).ToLookup(f => f.IsPerSegment);
        if (counters.Length == 0 && !kept[true].Concat(kept[false]).Any())
        {
            body();
            return;
        }

        string[] fields = [.. counters, .. kept[false].Select(f => f.Name)];
        foreach (var field in fields)
            writer.Line($"{(counters.Contains(field) ? "long" : "double")} {field.TrimStart('_')} = {field};");
        foreach (var field in kept[true])
            Members.SetPerSegment(writer, $"base.PerTensor({field.Name} + 1, tensor)", field.InPhase);
        using (writer.Block("try"))
            body();
        using (writer.Block("catch"))
        {
            foreach (var field in fields)
                writer.Line($"{field} = {field.TrimStart('_')};");
            foreach (var field in kept[true])
                Members.SetPerSegment(writer, field.InPhase, $"base.PerTensor({field.Name} + 1, tensor)");
            writer.Line("throw;");
        }
    }
}
