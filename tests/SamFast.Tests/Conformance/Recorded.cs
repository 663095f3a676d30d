using System.Text.Json;
using System.Text.Json.Nodes;
using SamFast.Tests.Conformance.Python;

namespace SamFast.Tests.Conformance;

/// <summary>A call tree in normal form: Python expressions are evaluated; calls of <c>dict</c>, and masks and labels that are
/// functions of the parameters, are objects.</summary>
internal static class Recorded
{
    private const string Labels = "param_labels";

    /// <param name="node">A call tree, or a part of one.</param>
    /// <param name="parameters">The parameter arrays; empty if they are unknown.</param>
    public static JsonElement Plain(JsonElement node, IReadOnlyList<Interpreter.Tensor> parameters) =>
        JsonSerializer.SerializeToElement(Plain("", node, parameters));

    private static JsonNode? Plain(string name, JsonElement node, IReadOnlyList<Interpreter.Tensor> parameters)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Array:
                return new JsonArray([.. node.EnumerateArray().Select(item => Plain("", item, parameters))]);
            case JsonValueKind.Object when Text(node, "python") is { } python:
                return Computed(() => Interpreter.Evaluate(python), node);
            case JsonValueKind.Object when IsOfParameters(name) && parameters.Count > 0 && Text(node, "lambda") is { } lambda:
                return Computed(() => Interpreter.Apply(lambda, parameters), node);
            case JsonValueKind.Object when Text(node, "call") == "dict":
                return Dictionary(node, parameters);
            case JsonValueKind.Object:
                return new JsonObject(node.EnumerateObject().Select(property =>
                    KeyValuePair.Create(property.Name, Plain(property.Name, property.Value, parameters))));
            default:
                return JsonSerializer.SerializeToNode(node);
        }
    }

    private static bool IsOfParameters(string argument) =>
        argument == Labels || argument == "mask" || argument.EndsWith("_mask", StringComparison.Ordinal);

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    // An expression that cannot be evaluated is kept; its consumer reports it.
    private static JsonNode? Computed(Func<object?> compute, JsonElement node)
    {
        try
        {
            return JsonSerializer.SerializeToNode(Interpreter.ToJson(compute()));
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or KeyNotFoundException
            or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            return JsonSerializer.SerializeToNode(node);
        }
    }

    // dict({…}, a=1), dict([("a", 1)]), dict(a=1).
    private static JsonObject Dictionary(JsonElement node, IReadOnlyList<Interpreter.Tensor> parameters)
    {
        var entries = new JsonObject();
        foreach (var argument in node.TryGetProperty("args", out var arguments) ? arguments.EnumerateArray() : default)
        {
            if (argument.ValueKind == JsonValueKind.Array)
            {
                foreach (var pair in argument.EnumerateArray())
                    entries[pair[0].ToString()] = Plain("", pair[1], parameters);
            }
            else if (Plain("", argument, parameters) is JsonObject inner)
            {
                foreach (var entry in inner)
                    entries[entry.Key] = entry.Value?.DeepClone();
            }
        }

        foreach (var entry in node.TryGetProperty("kwargs", out var named) ? named.EnumerateObject() : default)
            entries[entry.Name] = Plain(entry.Name, entry.Value, parameters);
        return entries;
    }
}
