using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>A recorded mask, <c>{"w0": true, "w1": false}</c>, as groups: each array is a group.</summary>
/// <param name="Names">The arrays in the mask.</param>
/// <param name="All">All arrays.</param>
internal sealed record Groups(IReadOnlyList<string> Names, IReadOnlyList<string> All)
{
    /// <summary>Reads a mask; <c>true</c> and <c>false</c> apply to all arrays. Null if the value is not a mask.</summary>
    public static Groups? Of(JsonElement value, IReadOnlyList<string> all) => all.Count == 0 ? Of(value) : value.ValueKind switch
    {
        JsonValueKind.True => new Groups(all, all),
        JsonValueKind.False => new Groups([], all),
        _ => Of(value),
    };

    /// <summary>Reads a mask that names the arrays; null if the value is not such a mask.</summary>
    public static Groups? Of(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any()
            && value.EnumerateObject().All(array => array.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            ? new Groups(
                [.. value.EnumerateObject().Where(array => array.Value.GetBoolean()).Select(array => array.Name)],
                [.. value.EnumerateObject().Select(array => array.Name)])
            : null;

    public Groups And(Groups other) => this with { Names = [.. Names.Intersect(other.Names)] };

    /// <summary>The mask in C#.</summary>
    public override string ToString() =>
        Names.Count > 0 ? $"\"{string.Join(", ", Names)}\"" : $"\"!{string.Join(", ", All)}\"";
}
