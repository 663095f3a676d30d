using System.Text.Json;
using SamFast.Tests.Conformance.Python;

namespace SamFast.Tests.Conformance;

/// <summary>Recorded functions as attribute classes: <c>lambda step: step &gt;= 4</c> is a gate, or a schedule.</summary>
/// <remarks>Their names begin with <see cref="Prefix"/>, the placeholder for the name of the case.</remarks>
internal sealed class FunctionSource
{
    /// <summary>The placeholder for the name of the case's class.</summary>
    public const string Prefix = "@case";

    private readonly List<string> _classes = [];

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> Classes => _classes;

    public static bool IsFunction(JsonElement value) => Text(value) is not null;

    /// <summary>True if a function maps a count to a number.</summary>
    public static bool IsSchedule(JsonElement value) => new FunctionSource().Schedule(value) is not null;

    /// <summary>The attribute of a gate, or null if the function is not a condition on a count.</summary>
    public string? Gate(JsonElement function, string baseName) => Text(function) is { } lambda
        ? Add(lambda, baseName, () => CSharp.OfCount(lambda, isCondition: true), "public static bool ShouldStep(long count)")
        : null;

    /// <summary>The attribute of a schedule, or null if the function does not map a count to a number.</summary>
    public string? Schedule(JsonElement function) => Text(function) is { } lambda
        ? Add(
            lambda, nameof(ScheduleAttribute), () => CSharp.OfCount(lambda, isCondition: false), "public static double Evaluate(long count)")
        : null;

    /// <summary>The attribute of a transform without state, or null if the function is not elementwise.</summary>
    public string? Transform(JsonElement function) => Text(function) is { } lambda
        ? Add(
            lambda, nameof(TransformAttribute), () => CSharp.OfElements(lambda),
            "public static L Update<L>(L update, L parameter) where L : ILanes<L>")
        : null;

    private string? Add(string lambda, string baseName, Func<string?> write, string signature)
    {
        try
        {
            if (write() is not { } code)
                return null;
            string name = $"{Prefix}Function{_classes.Count + 1}";
            _classes.Add($"// {lambda}\npublic sealed class {name}Attribute : {baseName}\n{{\n    {signature} => {code};\n}}");
            return name;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("lambda", out var text) ? text.GetString() : null;
}
