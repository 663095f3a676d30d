using System.Runtime.Intrinsics;
using System.Text.Json;

namespace SamFast.Tests.Conformance;

/// <summary>How calls that wrap another transform or a function are declared: the functions that JSON cannot hold are attributes
/// of ours, by the recorded text.</summary>
internal static class Wrapping
{
    private const string Bypass = "optax.conditionally_transform";

    /// <summary>The argument that is wrapped.</summary>
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

    private static readonly Dictionary<string, Type> Functions = new()
    {
        ["lambda step: step % 3 != 1"] = typeof(UnlessOneModuloThreeAttribute),
        ["lambda step: step >= 4"] = typeof(FromFourAttribute),
        ["lambda step: jnp.where(step < 2, 2, 3)"] = typeof(TwoThenThreeAttribute),
        ["lambda g, p: g + 0.1 * p * jnp.abs(p)"] = typeof(AddTenthOfSignedSquareAttribute),
    };

    public static bool IsWrapper(Call call) => call.IsDirect && InnerArguments.ContainsKey(call.Name);

    public static bool IsBypass(Call call) => call.IsDirect && call.Name == Bypass;

    public static string Inner(Call call) => InnerArguments[call.Name];

    /// <summary>The gate of a conditional, or null.</summary>
    public static string? Gate(Call call) =>
        Attribute(call.Arguments.FirstOrDefault(a => a.Name == "should_transform_fn").Value);

    /// <summary>The gate for a function that says what to skip, perhaps with an argument bound to it, or
    /// null.</summary>
    public static string? Skip(Call function)
    {
        if (function is { IsCall: false } && function.Node.TryGetProperty("name", out var name))
            return name.GetString() == "optax.skip_not_finite" ? "SkipNotFinite" : null;
        return function.Name == "functools.partial"
            && function.Children.Single().GetProperty("name").GetString() == "optax.skip_large_updates"
            ? $"SkipLargeUpdates({function["max_squared_norm"].GetRawText()})"
            : null;
    }

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

/// <summary>A recorded schedule.</summary>
public sealed class TwoThenThreeAttribute : ScheduleAttribute
{
    /// <summary>The recorded function.</summary>
    public static double Evaluate(long count) => count < 2 ? 2 : 3;
}

/// <summary>A recorded transform without state.</summary>
public sealed class AddTenthOfSignedSquareAttribute : TransformAttribute
{
    /// <summary>Its constant.</summary>
    public static void Prepare(out double tenth) => tenth = 0.1;

    /// <summary>The recorded function.</summary>
    public static Vector512<T> Update<T>(Vector512<T> update, Vector512<T> parameter, Vector512<T> tenth) =>
        update + (tenth * parameter * Vector512.Abs(parameter));
}
