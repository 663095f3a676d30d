using SamFast.Generators.Planning;

namespace SamFast.Generators.Emission;

/// <summary>Writes the methods of all sweeps, and their dispatch.</summary>
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
            new SweepWriter(writer, plan, sweep).Write();
    }

    private static string[] Parameters(Plan plan) =>
    [
        "int sweep", $"ref {Tile(plan)} tile", $"ref {plan.Model.Precision} p", $"ref {plan.Model.Precision} g",
        $"ref {plan.Model.Precision} to",
    ];

    /// <summary>The type of a tile.</summary>
    public static string Tile(Plan plan) => $"SamFast::Runtime.Tile<{plan.Model.Precision}>";

    /// <summary>The caller's memory that a sweep uses: parameters to read, gradient, parameters to write.</summary>
    public static IEnumerable<string> Buffers(Sweep sweep) =>
    [
        .. sweep.ReadsParameter ? ["p"] : Array.Empty<string>(),
        .. (sweep.ReadsUpdate && sweep.Origin is null) || sweep.OverwritesGradient ? ["g"] : Array.Empty<string>(),
        .. sweep.WritesParameter ? ["to"] : Array.Empty<string>(),
    ];

    private static string Call(Sweep sweep) =>
        $"{sweep.Name}({string.Join(", ", Buffers(sweep).Prepend("tile").Select(buffer => "ref " + buffer))})";
}
