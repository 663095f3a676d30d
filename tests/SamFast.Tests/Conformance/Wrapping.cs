using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>Declares calls that wrap another transform.</summary>
internal static class Wrapping
{
    private const string Bypass = "optax.conditionally_transform";

    /// <summary>The argument with the wrapped transform.</summary>
    private static readonly Dictionary<string, string> InnerArguments = new()
    {
        ["optax.apply_if_finite"] = "inner",
        ["optax.conditionally_mask"] = "inner",
        [Bypass] = "inner",
        ["optax.MultiSteps"] = "opt",
        ["optax.lookahead"] = "fast_optimizer",
        ["contrib.schedule_free"] = "base_optimizer",
        ["contrib.mechanize"] = "base_optimizer",
    };

    public static bool IsWrapper(Call call) => call.IsDirect && InnerArguments.ContainsKey(call.Name);

    /// <summary>The argument with the condition of a gate.</summary>
    public const string Condition = "should_transform_fn";

    public static bool IsGate(Call call) => call.IsDirect && call.Name is Bypass or "optax.conditionally_mask";

    public static bool IsBypass(Call call) => call.IsDirect && call.Name == Bypass;

    public static string Inner(Call call) => InnerArguments[call.Name];

    /// <summary>The gate for a function that selects updates to skip, possibly with a bound argument; null if there is none.</summary>
    public static string? Skip(Call function)
    {
        if (function is { IsCall: false } && function.Node.TryGetProperty("name", out var name))
            return name.GetString() == "optax.skip_not_finite" ? "SkipNotFinite" : null;
        JsonElement[] bound = [.. function.Children];
        if (function.Name != "functools.partial" || bound is not [{ ValueKind: JsonValueKind.Object } skipped]
            || !skipped.TryGetProperty("name", out name))
            return null;
        return name.GetString() switch
        {
            "optax.skip_not_finite" => "SkipNotFinite",
            "optax.skip_large_updates" when function.Get("max_squared_norm") is { ValueKind: JsonValueKind.Number } norm =>
                $"SkipLargeUpdates({norm.GetRawText()})",
            _ => null,
        };
    }
}
