using System.Globalization;
using System.Text;
using SamFast.Generators.Model;
using SamFast.Generators.Parsing;

namespace SamFast.Generators.Planning;

/// <summary>A hash of what a declaration says about the meaning of its state: not the names of classes, and not the
/// values of scalar hyperparameters, which are properties. Stays the same in later versions, or their optimizers refuse
/// the checkpoints of earlier ones.</summary>
internal static class Fingerprint
{
    public static string Of(OptimizerModel model) => Hash(Text(model));

    /// <summary>What is hashed: a line for each thing that counts.</summary>
    public static string Text(OptimizerModel model)
    {
        var text = new StringBuilder($"{model.Precision}\n");
        if (model.Sam is { } sam)
        {
            string mode = sam.IsOpaque ? "opaque" : "transparent", state = sam.ResetState ? "reset" : "kept";
            text.Append($"sam {mode} {Number(sam.SyncPeriod)} {state}\n");
            Append(text, sam.Wrappers);
            text.Append("adversary\n");
            Append(text, sam.Adversary);
            text.Append("outer\n");
        }

        Append(text, model.Outer);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ChainModel chain)
    {
        if (chain.Thawed is { } thawed)
            text.Append($"{In(thawed)}\n");
        foreach (var stage in chain.Stages.Where(s => !s.Kernel.IsProbe || s.Kernel.States.Any()))
        {
            text.Append(Short(stage.Kernel.Type));
            if (stage.Precision != "Precision.Exact")
                text.Append($" {stage.Precision}");
            if (stage.FlushBelow != 0 && stage.Kernel.Slots.Any())
                text.Append($" flush {Number(stage.FlushBelow)}");
            if (stage.Storage.BFloat16.Count > 0)
                text.Append($" bf16 {string.Join(" ", stage.Storage.BFloat16)}");
            if (stage.Storage.BFloat16.Count > 0 && stage.Storage.IsStochastic == true)
                text.Append(" stochastic");
            if (stage.Wrapper is { } wrapper)
                text.Append($" {wrapper.Kind} {chain.Stages.Count(s => !(s.Group > wrapper.LastGroup))}");
            if (stage.Kernel.IsPerSegment)
                text.Append(" of each tensor");
            foreach (var mask in stage.Masks)
                text.Append($" {In(mask)}");
            text.Append('\n');
            foreach (var slot in stage.Kernel.Slots.GroupBy(s => s.Name).Select(g => g.First()))
                text.Append($"  slot {slot.Name}{(slot.Copies == 0 ? "" : $" {slot.Copies.ToString(CultureInfo.InvariantCulture)}")}\n");
            foreach (var state in stage.Kernel.States)
                text.Append($"  state {state.Name}\n");
            foreach (var array in stage.Kernel.Arrays)
                text.Append($"  state {array.Name} {array.Copies.ToString(CultureInfo.InvariantCulture)}\n");
            foreach (var hyperparameter in stage.Hyperparameters)
                Append(text, hyperparameter);
        }

        foreach (var part in chain.Parts)
        {
            text.Append($"part {In(part.Mask)}\n");
            Append(text, part.Chain);
        }
    }

    /// <summary>Some tensors; a group may have any characters in its name.</summary>
    private static string In(MaskModel mask) =>
        (mask.IsExcept ? "not in " : "in ") + string.Join(" ", mask.Groups.OrderBy(g => g, StringComparer.Ordinal).Select(Argument.TextLiteral));

    private static void Append(StringBuilder text, HyperparameterModel hyperparameter)
    {
        text.Append($"  {hyperparameter.Name}{(hyperparameter.IsScalar ? "" : $" = {hyperparameter.Literal}")}\n");
        foreach (var schedule in hyperparameter.Schedules)
            text.Append($"    {Short(schedule.Type)}({string.Join(", ", schedule.Arguments)}) {Number(schedule.Until)}\n");
    }

    /// <summary>A type without namespaces: where it is written in full depends on what else is near.</summary>
    private static string Short(string type)
    {
        int end = type.IndexOf('<');
        string name = end < 0 ? type : type.Substring(0, end);
        return type.Substring(name.LastIndexOfAny(['.', ':']) + 1).TrimStart('@');
    }

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>FNV-1a, 64 bits.</summary>
    private static string Hash(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ value) * 1099511628211);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
