using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;

namespace SamFast.Generators.Tests.Catalog;

/// <summary>The documented range of each hyperparameter is enforced, in the build and by the property. Reflection
/// lists the attributes.</summary>
public partial class RangeTests
{
    private const double Beyond = 0.5;

    /// <summary>One compilation for all, with one class per bound of a hyperparameter.</summary>
    [Fact]
    public void A_hyperparameter_out_of_range_does_not_compile()
    {
        var source = new StringBuilder();
        var expected = new List<string>();
        foreach (var type in Listing.Transforms.Concat(Listing.Projections).Concat(Listing.Linesearches).Concat(Listing.Aliases)
            .Concat(Listing.Schedules).Concat(Listing.Wrappers))
        {
            foreach (var (parameter, value) in Bounded(type).SelectMany(p => Outside(p).Select(value => (p, value))))
            {
                source.AppendLine(Declaration(type, $"C{expected.Count}", (parameter, value)));
                expected.Add($"{parameter.Name} of {Name(type)} is");
            }
        }

        var refused = Compiler.Run(source.ToString()).Mistakes.Where(m => m.Id == "SF0005")
            .ToLookup(m => m.Location.GetLineSpan().StartLinePosition.Line - 1, m => m.GetMessage(CultureInfo.InvariantCulture));
        Assert.True(expected.Count > 200, $"{expected.Count} bounds were found");
        Assert.All(expected, (message, line) => Assert.Contains(refused[line], m => m.StartsWith(message, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_property_of_every_hyperparameter_refuses_values_out_of_range()
    {
        Type[] transforms =
        [
            .. Listing.Transforms.Concat(Listing.Projections).Concat(Listing.Linesearches).Where(t => Properties(t).Any()),
        ];
        string source = string.Join("\n", transforms.Select(t => Declaration(t, $"Of{Name(t)}", null)));
        Layout layout = [new("w", [3, 4])];
        var assembly = new AssemblyLoadContext(null).LoadFromStream(new MemoryStream(Compiler.Run(source).Emit()));
        int refusals = 0;
        foreach (var transform in transforms)
        {
            object optimizer = Activator.CreateInstance(
                assembly.GetType($"Of{Name(transform)}", throwOnError: true)!, layout)!;
            foreach (var parameter in Properties(transform))
            {
                var property = optimizer.GetType().GetProperty(Pascal(parameter.Name!))
                    ?? optimizer.GetType().GetProperty("Adversary" + Pascal(parameter.Name!));
                Assert.True(property is not null, $"{Name(transform)} has no property for {parameter.Name}");
                object before = property.GetValue(optimizer)!;
                foreach (double value in Outside(parameter).Append(double.NaN))
                {
                    var thrown = Assert.Throws<TargetInvocationException>(() => property.SetValue(optimizer, value));
                    Assert.Equal(property.Name, Assert.IsType<ArgumentOutOfRangeException>(thrown.InnerException).ParamName);
                    Assert.Equal(before, property.GetValue(optimizer));
                    refusals++;
                }
            }
        }

        Assert.True(refusals > 150, $"{refusals} values were refused");
    }

    /// <summary>Scalars, which are properties of the generated class.</summary>
    private static IEnumerable<ParameterInfo> Properties(Type type) =>
        Bounded(type).Where(p => p.ParameterType == typeof(double));

    private static IEnumerable<ParameterInfo> Bounded(Type type) => type.GetConstructors().Single().GetParameters()
        .Where(p => p.IsDefined(typeof(IntervalAttribute)) && (p.ParameterType == typeof(double) || p.ParameterType == typeof(int)));

    private static string Declaration(Type type, string name, (ParameterInfo Parameter, double Value)? odd)
    {
        var arguments = type.GetConstructors().Single().GetParameters()
            .Where(p => p == odd?.Parameter || !p.HasDefaultValue || p.DefaultValue is double.NaN || p.IsDefined(typeof(IdentityAtAttribute)))
            .Select(p => $"{p.Name}: {(p == odd?.Parameter ? Literal(odd.Value.Value) : Inside(p))}");
        string attribute = $"{Name(type)}({string.Join(", ", arguments)})";
        string chain = type.IsAssignableTo(typeof(ScheduleAttribute)) ? $"Sgd, {attribute}"
            : type.IsAssignableTo(typeof(WrapperAttribute)) ? $"{attribute}, Sgd(0.1)"
            : type.IsAssignableTo(typeof(LinesearchAttribute)) ? $"Identity, {attribute}"
            : attribute;
        return type.IsDefined(typeof(OnlyInSamAttribute)) || Reads(type, "ascentGradient") || Reads(type, "sharpness") || Reads(type, "isLastDescent")
            ? Sharp(type, attribute, name)
            : $"[Optimizer<double>, {(Reads(type, "trace") ? "Trace(0.5), " : "")}{chain}] public sealed partial class {name};";
    }

    /// <summary>The declaration of a part of SAM.</summary>
    private static string Sharp(Type type, string attribute, string name)
    {
        bool isAscent = type == typeof(ClimbByPrecisionAttribute), isOperand = isAscent || type == typeof(ScaleByBsamAttribute);
        string outer = isOperand ? isAscent ? "ScaleByBsam(0.1, 9)" : attribute : "Sgd(0.1)", ascent = isAscent ? attribute : "ClimbByPrecision";
        string before = Reads(type, "sharpness") ? "SeparateSharpness, " : "";
        return $"[Optimizer<double>, {outer}] public sealed partial class {name}Outer; "
            + (isOperand
                ? $"[Optimizer<double>, {ascent}] public sealed partial class {name}Climb; [Sam<{name}Outer, {name}Climb>(resetState: false)]"
                : $"[Sam<{name}Outer>, {before}{attribute}]")
            + $" public sealed partial class {name};";
    }

    /// <summary>True if a kernel reads a slot of another transform.</summary>
    private static bool Reads(Type type, string slot) => type.GetMethods().SelectMany(m => m.GetParameters()).Any(p =>
        (p.Name == slot && slot is "ascentGradient" or "isLastDescent") || p.GetCustomAttribute<SharedAttribute>()?.Slots.Contains(slot) == true);

    private static string Inside(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(bool))
            return "false";
        if (parameter.ParameterType.IsArray)
            return parameter.ParameterType == typeof(int[]) ? "new[] { 1, 2 }" : "new[] { 0.5, 0.25 }";
        var (low, high) = Bounds(parameter);
        double least = low ?? -1;
        return Literal(parameter.ParameterType == typeof(int) ? Math.Floor(least) + 1 : high is { } most ? (least + most) / 2 : least + 1);
    }

    /// <summary>For each bound, a value beyond it, or the bound itself if the interval is open.</summary>
    private static IEnumerable<double> Outside(ParameterInfo parameter)
    {
        string range = parameter.GetCustomAttribute<IntervalAttribute>()!.Range;
        var (low, high) = Bounds(parameter);
        bool isWhole = parameter.ParameterType == typeof(int);
        if (low is { } least)
            yield return range[0] == '(' ? least : least - (isWhole ? 1 : Beyond);
        if (high is { } most)
            yield return range[^1] == ')' ? most : most + (isWhole ? 1 : Beyond);
    }

    private static (double? Low, double? High) Bounds(ParameterInfo parameter)
    {
        var bounds = Interval().Match(parameter.GetCustomAttribute<IntervalAttribute>()?.Range ?? "(-∞, ∞)").Groups;
        return (Bound(bounds["low"].Value), Bound(bounds["high"].Value));

        static double? Bound(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
    }

    private static string Literal(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Name(Type type) => type.Name[..^nameof(Attribute).Length];

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"^[\[(](?<low>.*), (?<high>.*)[\])]$")]
    private static partial Regex Interval();
}
