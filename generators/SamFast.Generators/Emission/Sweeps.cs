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
        writer.Call("protected override void Sweep", Parameters(plan), "");
        using (writer.Braces())
        {
            if (plan.Sweeps.Count == 1)
            {
                writer.Line($"{Call(plan.Sweeps[0])};");
            }
            else
            {
                using (writer.Block("switch (sweep)"))
                {
                    foreach (var sweep in plan.Sweeps)
                        writer.Line($"case {sweep.Name}Sweep: {Call(sweep)}; break;");
                }
            }
        }

        foreach (var sweep in plan.Sweeps)
            new SweepEmitter(writer, plan, sweep).Write();
    }

    private static string[] Parameters(Plan plan) =>
    [
        "int sweep", $"ref {Tile(plan)} tile", $"ref {plan.Model.Precision} p", $"ref {plan.Model.Precision} g",
        $"ref {plan.Model.Precision} to",
    ];

    /// <summary>The type of a tile.</summary>
    public static string Tile(Plan plan) => $"SamFast::Runtime.Tile<{plan.Model.Precision}>";

    private static string Call(Sweep sweep) =>
        $"{sweep.Name}({string.Join(", ", sweep.Buffers.Prepend("tile").Select(buffer => "ref " + buffer))})";
}
