using SamFast.Generators.Planning;
using SamFast.Generators.Program;

namespace SamFast.Generators.Emission;

/// <summary>Writes the method that computes the cached coefficients, and its call.</summary>
internal static class CoefficientCacheWriter
{
    /// <summary>The call before the first sweep of a step.</summary>
    public static void Call(CodeWriter writer, Plan plan)
    {
        if (plan.Cache.Method is not { } name)
            return;
        writer.Line("if (base.PreparedVersion != base.HyperparameterVersion)");
        writer.Line($"    {name}();");
    }

    public static void Write(CodeWriter writer, Plan plan)
    {
        if (plan.Cache.Method is not { } name)
            return;
        writer.Line();
        var states = plan.Cache.Links.SelectMany(s => s.Kernel.States.Select(b => s.Scalars[b.Name])).Distinct().ToArray();
        writer.Comment("Recomputes the cached coefficients, after a hyperparameter"
            + (states.Length == 0 ? " has changed." : " or their own state has changed."));
        Steps.CompiledAlone(writer);
        using (writer.Block($"private void {name}()"))
        {
            writer.Line("// Changes by other threads from here on cause another recomputation.");
            writer.Line("long version = base.HyperparameterVersion;");
            foreach (var state in states)
                writer.Line($"{state.Type()} {state.Lane} = {state.Identifier()};");
            var scalars = new ScalarWriter(writer, plan, plan.Phases.Descent);
            foreach (var link in plan.Cache.Links)
                scalars.Prepare(link, measuring: null);

            writer.Line();
            writer.Line("// In the precision of the sweeps.");
            foreach (var entry in plan.Cache.Entries)
                writer.Line($"{entry.CacheField()} = {plan.Narrowing()}{(entry is Property property ? property.Name : entry.Lane)};");
            using (states.Length > 0 ? writer.If([.. states.Select(s => $"{s.Identifier()} == {s.Lane}")]) : null)
                writer.Line("base.PreparedVersion = version;");
        }
    }
}
