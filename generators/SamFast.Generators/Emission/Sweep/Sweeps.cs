using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

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
            Dispatch(writer, plan);
        writer.Line();
        writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveInlining)]");
        writer.Call($"private void Sweep<{Locals.Lanes}, {Locals.BlockLanes}>", Parameters(plan), "");
        writer.Line($"    {LaneType.ConstraintOf(plan.Model.Precision)}");
        writer.Line($"    {LaneType.ConstraintOf(plan.Model.Precision).Replace(Locals.Lanes + " ", Locals.BlockLanes + " ").Replace("<" + Locals.Lanes, "<" + Locals.BlockLanes)}");
        using (writer.Braces())
        {
            if (plan.Sweeps.Count == 1)
            {
                writer.Line($"{Call(plan, plan.Sweeps[0])};");
            }
            else
            {
                using (writer.Block("switch (sweep)"))
                {
                    foreach (var sweep in plan.Sweeps)
                        writer.Line($"case {sweep.Name}Sweep: {Call(plan, sweep)}; break;");
                }
            }
        }

        foreach (var sweep in plan.Sweeps)
            new SweepWriter(writer, plan, sweep).Write();
    }

    /// <summary>Chooses the lanes of the processor: the condition of each branch is a constant of the compiler.</summary>
    private static void Dispatch(CodeWriter writer, Plan plan)
    {
        writer.Line("// The widest lanes of the processor; reductions take blocks of 64 bytes on each, so that sums are the same.");
        string element = plan.Model.Precision;
        foreach (var processor in LaneType.Processors)
        {
            bool isFirst = processor.Equals(LaneType.Processors[0]);
            writer.Line((isFirst ? "" : "else ").TrimEnd() + (processor.Condition is { } condition ? $"{(isFirst ? "" : " ")}if ({condition})" : ""));
            writer.Line($"    Sweep<{processor.Widest(element)}, {processor.Block(element)}>(sweep, ref tile, ref p, ref g, ref to);");
        }
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

    private static string Call(Plan plan, Sweep sweep) =>
        $"{sweep.Name}<{(new SweepCode(plan, sweep).TakesBlocks ? Locals.BlockLanes : Locals.Lanes)}>({string.Join(", ", Buffers(sweep).Prepend("tile").Select(buffer => "ref " + buffer))})";
}
