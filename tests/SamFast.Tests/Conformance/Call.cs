using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>A node of a recorded call tree.</summary>
internal readonly record struct Call(JsonElement Node)
{
    /// <summary>The function's name; for a value JSON cannot hold, the word that stands for it, such as <c>lambda</c>;
    /// for the result of a call that is called itself, the name of the first call.</summary>
    public string Name
    {
        get
        {
            var node = Node;
            while (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("call", out var callee))
                node = callee;
            return node.ValueKind switch
            {
                JsonValueKind.String => node.GetString()!,
                JsonValueKind.Object => node.EnumerateObject().Select(property => property.Name).FirstOrDefault("{}"),
                _ => node.GetRawText(),
            };
        }
    }

    /// <summary>True if this node is a call at all.</summary>
    public bool IsCall => Node.ValueKind == JsonValueKind.Object && Node.TryGetProperty("call", out _);

    /// <summary>True if the callee is a name, and not the result of another call.</summary>
    public bool IsDirect => IsCall && Node.GetProperty("call").ValueKind == JsonValueKind.String;

    /// <summary>The children of a variadic function; of named ones, without the names.</summary>
    public IEnumerable<JsonElement> Children =>
        !Node.TryGetProperty("args", out var children)
            ? []
            : children.EnumerateArray().Select(child => child.ValueKind == JsonValueKind.Array ? child[1] : child);

    /// <summary>The arguments by name, the defaults included.</summary>
    public IEnumerable<JsonProperty> Arguments =>
        Node.TryGetProperty("kwargs", out var arguments) ? arguments.EnumerateObject() : [];

    public JsonElement this[string argument] => Node.GetProperty("kwargs").GetProperty(argument);

    /// <summary>An argument, or null if it was not recorded, as where optax has a default.</summary>
    public JsonElement Get(string argument) =>
        Arguments.Where(a => a.Name == argument).Select(a => a.Value).FirstOrDefault(s_null);

    private static readonly JsonElement s_null = JsonSerializer.SerializeToElement<object?>(null);

    /// <summary>True if a function of this name is called anywhere in a tree.</summary>
    public static bool Occurs(string name, JsonElement tree) => tree.ValueKind switch
    {
        JsonValueKind.Object => new Call(tree).Name == name || tree.EnumerateObject().Any(p => Occurs(name, p.Value)),
        JsonValueKind.Array => tree.EnumerateArray().Any(item => Occurs(name, item)),
        _ => false,
    };
}
