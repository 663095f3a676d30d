using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>The loops over memory: one method for each sweep, its formulas in one local function.</summary>
internal static class Sweeps
{
    public static void Write(CodeWriter writer, Plan plan)
    {
        writer.Line();
        for (int i = 0; i < plan.Sweeps.Count; i++)
            writer.Line($"private const int {plan.Sweeps[i].Name}Sweep = {i};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line(Steps.CompiledAtOnce);
        using (writer.Block("protected override void Sweep(int sweep, ref Tile tile)"))
        {
            if (plan.Sweeps.Count == 1)
            {
                writer.Line($"{plan.Sweeps[0].Name}(ref tile);");
            }
            else
            {
                using (writer.Block("switch (sweep)"))
                {
                    foreach (var sweep in plan.Sweeps)
                        writer.Line($"case {sweep.Name}Sweep: {sweep.Name}(ref tile); break;");
                }
            }
        }

        foreach (var sweep in plan.Sweeps)
            new SweepEmitter(writer, plan, sweep).Write();
    }
}
