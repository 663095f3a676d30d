using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>A node of a recorded call tree.</summary>
internal readonly record struct Call(JsonElement Node)
{
    /// <summary>The function's name. A value that JSON cannot hold has the name of its kind, such as <c>lambda</c>. If the function
    /// is the result of another call, the name is that of the inner call.</summary>
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

    /// <summary>True if this node is a call.</summary>
    public bool IsCall => Node.ValueKind == JsonValueKind.Object && Node.TryGetProperty("call", out _);

    /// <summary>True if the callee is a name, and not the result of another call.</summary>
    public bool IsDirect => IsCall && Node.GetProperty("call").ValueKind == JsonValueKind.String;

    /// <summary>The children of a variadic function, without the names that they may have.</summary>
    public IEnumerable<JsonElement> Children =>
        !Node.TryGetProperty("args", out var children)
            ? []
            : children.EnumerateArray().Select(child => child.ValueKind == JsonValueKind.Array ? child[1] : child);

    /// <summary>The arguments by name, including defaults.</summary>
    public IEnumerable<JsonProperty> Arguments =>
        Node.TryGetProperty("kwargs", out var arguments) ? arguments.EnumerateObject() : [];

    public JsonElement this[string argument] => Node.GetProperty("kwargs").GetProperty(argument);

    /// <summary>An argument; null if it was not recorded, for instance because optax has a default.</summary>
    public JsonElement Get(string argument) =>
        Arguments.Where(a => a.Name == argument).Select(a => a.Value).FirstOrDefault(s_null);

    private static readonly JsonElement s_null = JsonSerializer.SerializeToElement<object?>(null);

    /// <summary>True if a tree has a call of a function with this name.</summary>
    public static bool Occurs(string name, JsonElement tree) => tree.ValueKind switch
    {
        JsonValueKind.Object => new Call(tree).Name == name || tree.EnumerateObject().Any(p => Occurs(name, p.Value)),
        JsonValueKind.Array => tree.EnumerateArray().Any(item => Occurs(name, item)),
        _ => false,
    };
}
