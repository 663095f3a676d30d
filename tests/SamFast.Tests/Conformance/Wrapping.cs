using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>How calls that wrap another transform are declared: the conditions that JSON cannot hold are attributes of ours,
/// by the text of the recorded function.</summary>
internal static class Wrapping
{
    private const string Bypass = "optax.conditionally_transform";

    /// <summary>The argument that is wrapped.</summary>
    private static readonly Dictionary<string, string> InnerArguments = new()
    {
        ["optax.apply_if_finite"] = "inner",
        ["optax.conditionally_mask"] = "inner",
        [Bypass] = "inner",
    };

    private static readonly Dictionary<string, Type> Functions = new()
    {
        ["lambda step: step % 3 != 1"] = typeof(UnlessOneModuloThreeAttribute),
        ["lambda step: step >= 4"] = typeof(FromFourAttribute),
    };

    public static bool IsWrapper(Call call) => call.IsDirect && InnerArguments.ContainsKey(call.Name);

    public static bool IsBypass(Call call) => call.IsDirect && call.Name == Bypass;

    public static string Inner(Call call) => InnerArguments[call.Name];

    /// <summary>The gate of a conditional, or null.</summary>
    public static string? Gate(Call call) =>
        call.Arguments.FirstOrDefault(a => a.Name == "should_transform_fn") is { Value.ValueKind: JsonValueKind.Object } condition
            ? Attribute(condition.Value)
            : null;

    /// <summary>The attribute for a function that JSON cannot hold, or null.</summary>
    public static string? Attribute(JsonElement function) =>
        function.ValueKind == JsonValueKind.Object && function.TryGetProperty("lambda", out var text)
            ? Functions.GetValueOrDefault(text.GetString()!)?.FullName is { } name ? name[..^"Attribute".Length] : null
            : null;
}

/// <summary>A recorded condition.</summary>
public sealed class UnlessOneModuloThreeAttribute : ConditionallyMaskAttribute
{
    /// <summary>The recorded function.</summary>
    public static bool ShouldStep(long count) => count % 3 != 1;
}

/// <summary>A recorded condition.</summary>
public sealed class FromFourAttribute : ConditionallyTransformAttribute
{
    /// <summary>The recorded function.</summary>
    public static bool ShouldStep(long count) => count >= 4;
}
