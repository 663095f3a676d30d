using System.Globalization;
using SamFast.Generators.Declarations;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Planning;

/// <summary>A hash of everything in a declaration that determines the meaning of its state. Class names are excluded, as are the
/// values of scalar hyperparameters, which are properties. It must not change between versions: an optimizer rejects checkpoints
/// with another fingerprint.</summary>
internal static class Fingerprint
{
    public static string Of(OptimizerModel model) => Hash.Of64(Text(model)).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The hashed text.</summary>
    public static string Text(OptimizerModel model) => string.Concat(Lines(model).Select(line => line.Text));

    /// <summary>The declaration in readable form, without schedules: one line per transform, parts separated by
    /// semicolons.</summary>
    public static IEnumerable<string> Declaration(OptimizerModel model) => Lines(model).Select(line => line.Declaration);

    private static List<Line> Lines(OptimizerModel model)
    {
        var lines = new List<Line> { new(model.Precision) };
        if (model.Sam is { } sam)
        {
            string mode = sam.IsOpaque ? "opaque" : "transparent", state = sam.ResetState ? "reset" : "kept";
            lines.Add(new($"sam {mode} {Number(sam.SyncPeriod)} {state}"));
            Append(lines, sam.Wrappers);
            lines.Add(new("adversary"));
            Append(lines, sam.Adversary);
            lines.Add(new("outer"));
        }

        Append(lines, model.Outer);
        return lines;
    }

    private static void Append(List<Line> lines, ChainModel chain)
    {
        if (chain.Thawed is { } thawed)
            lines.Add(new(In(thawed)));
        foreach (var stage in chain.Stages.Where(s => !s.Kernel.IsProbe || s.Kernel.States.Any()))
            lines.Add(Of(stage, chain));
        foreach (var part in chain.Parts)
        {
            lines.Add(new($"part {In(part.Mask)}"));
            Append(lines, part.Chain);
        }
    }

    private static Line Of(StageModel stage, ChainModel chain)
    {
        var line = new Line(Short(stage.Kernel.Type));
        if (stage.Precision != "Precision.Exact")
            line.Traits.Add(stage.Precision);
        if (stage.FlushBelow != 0 && stage.Kernel.Slots.Any())
            line.Traits.Add($"flush {Number(stage.FlushBelow)}");
        if (stage.Storage.BFloat16.Count > 0)
            line.Traits.Add($"bf16 {string.Join(" ", stage.Storage.BFloat16)}");
        if (stage.Storage.BFloat16.Count > 0 && stage.Storage.IsStochastic == true)
            line.Traits.Add("stochastic");
        if (stage.Wrapper is { } wrapper)
            line.Traits.Add($"{wrapper.Kind} {chain.Stages.Count(s => !(s.Group > wrapper.LastGroup))}");
        if (stage.Kernel.IsPerTensor)
            line.Traits.Add("of each tensor");
        line.Traits.AddRange(stage.Masks.Select(In));
        foreach (var slot in stage.Kernel.Slots.GroupBy(s => s.Name).Select(g => g.First()))
            line.Items.Add(new($"slot {slot.Name}{(slot.Copies == 0 ? "" : $" {slot.Copies.ToString(CultureInfo.InvariantCulture)}")}"));
        line.Items.AddRange(stage.Kernel.States.Select(state => new Item($"state {state.Name}")));
        foreach (var array in stage.Kernel.Arrays)
            line.Items.Add(new($"state {array.Name} {array.Copies.ToString(CultureInfo.InvariantCulture)}"));
        line.Items.AddRange(stage.Hyperparameters.Select(Of));
        return line;
    }

    private static Item Of(HyperparameterModel hyperparameter)
    {
        var schedules = hyperparameter.Schedules.Select(s => $"{Short(s.Type)}({string.Join(", ", s.Arguments)}) {Number(s.Until)}");
        return new(
            hyperparameter.Name + (hyperparameter.IsScalar ? "" : $" = {hyperparameter.Literal}"),
            string.Concat(schedules.Select(schedule => $"    {schedule}\n")));
    }

    /// <summary>A schedule in readable form: one line per attribute, arguments separated by semicolons.</summary>
    public static string Schedule(HyperparameterModel hyperparameter) => string.Join("\n", hyperparameter.Schedules.Select(
        s => string.Join("; ", s.Recorded.Prepend(Shown(Short(s.Type))).Concat(s.Until == 0 ? [] : [$"Until = {Number(s.Until)}"]))));

    /// <summary>A set of tensors. Groups are quoted, because their names may have any characters.</summary>
    private static string In(MaskModel mask) =>
        (mask.IsExcept ? "not in " : "in ") + string.Join(" ", mask.Groups.OrderBy(g => g, StringComparer.Ordinal).Select(Argument.TextLiteral));

    /// <summary>A type without namespaces: qualification depends on the surroundings of the declaration.</summary>
    private static string Short(string type)
    {
        int end = type.IndexOf('<');
        string name = end < 0 ? type : type.Substring(0, end);
        return type.Substring(name.LastIndexOfAny(['.', ':']) + 1).TrimStart('@');
    }

    /// <summary>An attribute as it is declared.</summary>
    private static string Shown(string type)
    {
        const string Ending = "Attribute";
        int end = type.IndexOf('<');
        string name = end < 0 ? type : type.Substring(0, end);
        return name.EndsWith(Ending, StringComparison.Ordinal) && name.Length > Ending.Length
            ? type.Remove(name.Length - Ending.Length, Ending.Length)
            : type;
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A line that begins with a transform.</summary>
    private sealed class Line(string head)
    {
        public List<string> Traits { get; } = [];

        public List<Item> Items { get; } = [];

        public string Text =>
            string.Join(" ", Traits.Prepend(head)) + "\n" + string.Concat(Items.Select(item => $"  {item.Text}\n{item.Schedules}"));

        public string Declaration => string.Join("; ", Traits.Concat(Items.Select(item => item.Text)).Prepend(Shown(head)));
    }

    /// <summary>A slot, a state or a hyperparameter.</summary>
    private sealed record Item(string Text, string Schedules = "");
}
