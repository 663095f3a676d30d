using SamFast.Generators.Planning;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Emission;

/// <summary>Writes the methods of all sweeps, and their dispatch.</summary>
internal static class Sweeps
{
    /// <summary>The type parameter for the lanes of sweeps that only measure.</summary>
    private const string Blocks = "B";

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
            ChooseLanes(writer, plan);
        if (plan.Sweeps.Count != 1)
            ChooseSweep(writer, plan);
        foreach (var sweep in plan.Sweeps)
            new SweepWriter(writer, plan, sweep).Write();
    }

    /// <summary>Calls the method of the only sweep, or the one that chooses the sweep, over the lanes of the processor.</summary>
    private static void ChooseLanes(CodeWriter writer, Plan plan)
    {
        bool isSingle = plan.Sweeps.Count == 1, hasBlocks = plan.Sweeps.Any(sweep => TakesBlocks(plan, sweep));
        string method = isSingle ? plan.Sweeps[0].Name : plan.Own.SweepOver;
        string arguments = isSingle ? Arguments(plan.Sweeps[0]) : "sweep, ref tile, ref p, ref g, ref to";
        writer.Line("// The widest lanes of the processor; the conditions are constants for the JIT.");
        if (hasBlocks)
            writer.Line("// Sweeps that only measure run over 64 bytes on every processor: the order of their sums is the same.");
        string otherwise = "";
        foreach (var processor in LaneType.Processors)
        {
            string widest = (plan.Sweeps.Any(sweep => sweep.Noises.Any()) ? processor.Single : processor.Widest)(plan.Model.Precision), block = processor.Block(plan.Model.Precision);
            writer.Line(processor.Condition is { } condition ? $"{otherwise}if ({condition})" : "else");
            using (writer.Braces())
            {
                if (hasBlocks && !isSingle)
                    writer.Lines($"{method}<", $"    {widest},", $"    {block}>(", $"    {arguments});");
                else
                    writer.Lines($"{method}<{(hasBlocks ? block : widest)}>(", $"    {arguments});");
            }

            otherwise = "else ";
        }
    }

    /// <summary>Writes the method that runs a sweep by its number.</summary>
    private static void ChooseSweep(CodeWriter writer, Plan plan)
    {
        string[] lanes = plan.Sweeps.Any(sweep => TakesBlocks(plan, sweep)) ? [Locals.Lanes, Blocks] : [Locals.Lanes];
        writer.Line();
        writer.Line("[CompilerServices::MethodImpl(CompilerServices::MethodImplOptions.AggressiveInlining)]");
        writer.Call($"private void {plan.Own.SweepOver}<{string.Join(", ", lanes)}>", Parameters(plan), "");
        foreach (string parameter in lanes)
            writer.Line($"    {LaneType.ConstraintOf(parameter, plan.Model.Precision)}");
        using (writer.Braces())
        using (writer.Block("switch (sweep)"))
        {
            foreach (var sweep in plan.Sweeps)
                writer.Line($"case {sweep.Name}Sweep: {sweep.Name}<{(TakesBlocks(plan, sweep) ? Blocks : Locals.Lanes)}>({Arguments(sweep)}); break;");
        }
    }

    private static bool TakesBlocks(Plan plan, Sweep sweep) => new SweepCode(plan, sweep).TakesBlocks;

    private static string Arguments(Sweep sweep) => string.Join(", ", Buffers(sweep).Prepend("tile").Select(buffer => "ref " + buffer));

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
}
