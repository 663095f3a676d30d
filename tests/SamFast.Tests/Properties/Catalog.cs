using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SamFast.Tests.Properties;

/// <summary>The transforms of the library, by reflection, so that a new one is in the random chains without further code.</summary>
/// <remarks>Left out, with tests elsewhere: transforms over whole tensors that need more than an update and its shape, line searches,
/// and transforms that take the Hessian, read the state of another transform or count SAM's descents.</remarks>
internal static partial class Catalog
{
    public static IReadOnlyList<Type> Transforms { get; } =
    [
        .. All().Where(t => !IsProjection(t) && t.GetMethod("Observe") is null)
            .Where(t => OverTensors(t)?.GetParameters().Length is null or 2)
            .Where(t => !t.GetMethods().SelectMany(KernelValue.Of).Any(IsOfAnother)),
    ];

    public static IReadOnlyList<Type> Projections { get; } = [.. All().Where(IsProjection)];

    /// <summary>True if a transform has a measure over all parameters.</summary>
    public static bool IsMeasured(Type transform) => Measures(transform).Any();

    /// <summary>True if a transform depends on how the parameters are divided into tensors.</summary>
    public static bool SeesShapes(Type transform) => OverTensors(transform) is not null;

    /// <summary>True if a transform has a per-tensor measure.</summary>
    public static bool IsPerTensor(Type transform) => Measures(transform).Any(m =>
        (m.GetCustomAttribute<SumAttribute>()?.Scope ?? m.GetCustomAttribute<MaxAttribute>()!.Scope) == MeasureScope.Tensor);

    /// <summary>True if a transform wraps all transforms before it.</summary>
    public static bool EndsChain(Type transform) => transform.IsDefined(typeof(EndsChainAttribute));

    /// <summary>True if a transform takes the loss.</summary>
    public static bool TakesValue(Type transform) =>
        transform.GetMethods().Where(m => m.Name is "Prepare" or "Conclude").SelectMany(KernelValue.Of).Any(value => value.Name == "value");

    /// <summary>True if a transform compares periods of SAM.</summary>
    public static bool Remembers(Type transform) => transform.IsDefined(typeof(RemembersPeriodsAttribute));

    public static bool Projects(Type transform) => IsProjection(transform);

    public static IEnumerable<MethodInfo> Measures(Type transform) =>
        transform.GetMethods().Where(m => m.IsDefined(typeof(SumAttribute)) || m.IsDefined(typeof(MaxAttribute)));

    /// <summary>A transform with random hyperparameters. Half of those with a default are left out.</summary>
    public static Link Draw(Type transform, Random random)
    {
        var parameters = transform.GetConstructors().Single().GetParameters();
        return new Link(transform, parameters.Where(p => IsRequired(p) || random.Next(2) == 0)
            .ToDictionary(p => p.Name!, p => Value(p, random)));
    }

    private static IEnumerable<Type> All() => typeof(TransformAttribute).Assembly.GetExportedTypes()
        .Where(t => t.IsSubclassOf(typeof(TransformAttribute)) && !t.IsAbstract && !t.IsSubclassOf(typeof(AliasAttribute)))
        .Where(t => !t.IsSubclassOf(typeof(LinesearchAttribute)))
        .OrderBy(t => t.Name, StringComparer.Ordinal);

    private static bool IsOfAnother(KernelValue value) =>
        value.Has<SharedAttribute>() || value.Name is "ascentGradient" or "isLastDescent";

    private static bool IsProjection(Type transform) => transform.GetMethod("Project") is not null;

    private static MethodInfo? OverTensors(Type transform) => transform.GetMethod("Transform");

    private static bool IsRequired(ParameterInfo parameter) => !parameter.HasDefaultValue || parameter.DefaultValue is double.NaN;

    private static object Value(ParameterInfo parameter, Random random)
    {
        var type = parameter.ParameterType;
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!;
        if (random.Next(4) == 0 && parameter.GetCustomAttribute<IdentityAtAttribute>() is { } neutral)
            return Convert.ChangeType(neutral.Value, type, CultureInfo.InvariantCulture);
        var (low, high) = Range(parameter.GetCustomAttribute<IntervalAttribute>()?.Range ?? "(-∞, ∞)");
        if (type == typeof(int))
            return (int)Math.Max(low, -3) + random.Next(5);
        double value = double.IsInfinity(low) ? 4 * random.NextDouble() - 2
            : low + 0.001 + 0.989 * random.NextDouble() * (double.IsInfinity(high) ? 2 : high - low);
        // Never -0: in C#, the text -0 is the integer 0.
        return Math.Round(value, 3) + 0.0;
    }

    private static (double Low, double High) Range(string interval)
    {
        var bounds = Interval().Match(interval).Groups;
        return (Bound(bounds["low"].Value), Bound(bounds["high"].Value));
    }

    private static double Bound(string text) => text switch
    {
        "∞" => double.PositiveInfinity,
        "-∞" or "−∞" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^[\[(](?<low>.*), (?<high>.*)[\])]$")]
    private static partial Regex Interval();
}
