using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>Recorded values as C# source.</summary>
internal static class Literals
{
    /// <summary>A value for a parameter; null if the parameter cannot take it.</summary>
    public static string? Of(JsonElement value, Type type) => value.ValueKind switch
    {
        JsonValueKind.True when type == typeof(bool) => "true",
        JsonValueKind.False when type == typeof(bool) => "false",
        JsonValueKind.Number when type == typeof(double) || type == typeof(float) => value.GetRawText(),
        JsonValueKind.Number when type == typeof(int) && value.TryGetInt32(out int number) =>
            number.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.String when type.IsEnum => EnumMember(value.GetString()!, type),
        JsonValueKind.String when type == typeof(double) => value.GetString() switch
        {
            "Infinity" => "double.PositiveInfinity",
            "-Infinity" => "double.NegativeInfinity",
            "NaN" => "double.NaN",
            _ => null,
        },
        JsonValueKind.Object when type == typeof(string) => Groups.Of(value)?.ToString(),
        JsonValueKind.Array when type.IsArray => Array(value, type.GetElementType()!),
        _ => null,
    };

    /// <summary>A parameter's default value.</summary>
    public static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        double.NaN => "double.NaN",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "default",
    };

    /// <summary>A dictionary <c>{boundary: scale}</c> as two arrays, which are empty if the dictionary is null.</summary>
    public static Func<JsonElement, IEnumerable<Argument>> KeysAndValues(string keys, string values) => dictionary =>
    {
        JsonProperty[] entries = dictionary.ValueKind == JsonValueKind.Object ? [.. dictionary.EnumerateObject()] : [];
        return
        [
            new Argument(keys, Array(typeof(int), entries.Select(entry => entry.Name))),
            new Argument(values, Array(typeof(double), entries.Select(entry => entry.Value.GetRawText()))),
        ];
    };

    /// <summary>A pair <c>(tag, number)</c> as an enumeration and a number.</summary>
    public static Func<JsonElement, IEnumerable<Argument>> TagAndValue<TEnum>(string tag, string value) => pair =>
    [
        new Argument(tag, EnumMember(pair[0].GetString()!, typeof(TEnum))!),
        new Argument(value, pair[1].GetRawText()),
    ];

    /// <summary>A list of dictionaries as one array per key: <c>peak_value</c> becomes <c>peakValues</c>. A missing key has its
    /// default value.</summary>
    /// <exception cref="FormatException">A key without a default is missing.</exception>
    public static Func<JsonElement, IEnumerable<Argument>> Transposed(params (string Key, double Default)[] defaults) => list =>
    {
        JsonElement[] entries = [.. list.EnumerateArray()];
        return entries.SelectMany(entry => entry.EnumerateObject()).Select(property => property.Name).Distinct()
            .Select(key => new Argument(
                Vocabulary.Camel(key).TrimEnd('s') + "s",
                Array(key.EndsWith("_steps", StringComparison.Ordinal) ? typeof(int) : typeof(double),
                    entries.Select(entry => entry.TryGetProperty(key, out var value) ? value.GetRawText() : Default(key, defaults)))));
    };

    private static string Default(string key, (string Key, double Default)[] defaults) =>
        defaults.Where(entry => entry.Key == key).Select(entry => entry.Default.ToString("R", CultureInfo.InvariantCulture))
            .FirstOrDefault() ?? throw new FormatException($"A dictionary lacks '{key}'.");

    /// <summary>A tuple as one argument per item.</summary>
    public static Func<JsonElement, IEnumerable<Argument>> Items(params string[] names) => tuple =>
        tuple.EnumerateArray().Zip(names, (item, name) => new Argument(name, item.GetRawText()));

    private static string? Array(JsonElement array, Type type)
    {
        string?[] items = [.. array.EnumerateArray().Select(item => Of(item, type))];
        return items.Contains(null) ? null : Array(type, items!);
    }

    private static string Array(Type type, IEnumerable<string> items) =>
        $"new {(type == typeof(int) ? "int" : "double")}[] {{ {string.Join(", ", items)} }}";

    private static string? EnumMember(string name, Type type) =>
        Enum.GetNames(type).FirstOrDefault(member => IsSameWord(member, name)) is { } found
            ? $"{type.Name}.{found}"
            : null;

    private static bool IsSameWord(string ours, string theirs) =>
        ours.Equals(
            theirs.Replace("_", "", StringComparison.Ordinal).Replace("+", "Plus", StringComparison.Ordinal),
            StringComparison.OrdinalIgnoreCase);
}
