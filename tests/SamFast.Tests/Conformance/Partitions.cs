using System.Text.Json;
using System.Text.RegularExpressions;

namespace SamFast.Tests.Conformance;

/// <summary>A recorded <c>optax.partition</c>: the transform of each array.</summary>
/// <param name="Labels">The label of each array.</param>
/// <param name="Transforms">The transform of each label in use.</param>
internal sealed partial record Partitions(
    IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, JsonElement> Transforms)
{
    private static readonly string[] s_functions = ["optax.partition", "optax.multi_transform"];

    /// <summary>Labels as names of groups, which must be valid in the names of properties.</summary>
    public IReadOnlyDictionary<string, string> Groups { get; } = Named([.. Transforms.Keys]);

    public static bool IsPartition(Call call) => call.IsDirect && s_functions.Contains(call.Name);

    /// <summary>Reads a partition; null if its labels are unknown or a label has no transform.</summary>
    /// <param name="call">The call.</param>
    /// <param name="all">The names of all arrays; empty if they are unknown.</param>
    public static Partitions? Of(Call call, IReadOnlyList<string> all)
    {
        var labels = call.Get("param_labels");
        var byArray = labels.ValueKind == JsonValueKind.Object
            ? labels.EnumerateObject().ToDictionary(label => label.Name, label => Text(label.Value))
            : all.ToDictionary(name => name, _ => Text(labels));
        var transforms = call.Get("transforms").ValueKind == JsonValueKind.Object
            ? call.Get("transforms").EnumerateObject().ToDictionary(part => part.Name, part => part.Value)
            : [];
        return byArray.Count > 0 && byArray.Values.All(label => label is not null && transforms.ContainsKey(label))
            ? new Partitions(
                byArray.ToDictionary(label => label.Key, label => label.Value!),
                transforms.Where(part => byArray.ContainsValue(part.Key)).ToDictionary())
            : null;
    }

    /// <summary>The arrays with a label, as a mask.</summary>
    public Groups Mask(string label) =>
        new([.. Labels.Where(array => array.Value == label).Select(array => array.Key)], [.. Labels.Keys]);

    // Labels are strings, numbers, truth values or None. As keys of the transforms, they are strings in JSON.
    private static string? Text(JsonElement label) => label.ValueKind switch
    {
        JsonValueKind.String => label.GetString(),
        JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Undefined => null,
        _ => label.GetRawText(),
    };

    private static Dictionary<string, string> Named(string[] labels)
    {
        var names = new Dictionary<string, string>();
        foreach (string label in labels)
        {
            bool isFree = !names.Values.Contains(label, StringComparer.OrdinalIgnoreCase);
            names[label] = Word().IsMatch(label) && isFree ? label : $"Group{names.Count}";
        }

        return names;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$")]
    private static partial Regex Word();
}
