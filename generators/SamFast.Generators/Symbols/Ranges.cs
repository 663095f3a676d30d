using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;

namespace SamFast.Generators.Symbols;

/// <summary>Checks declared values against their intervals.</summary>
internal static class Ranges
{
    /// <summary>The interval of a parameter; its bounds may be other arguments, by name.</summary>
    public static Interval Of(IParameterSymbol parameter, IReadOnlyList<Argument> arguments) =>
        Read(parameter, arguments, 0, out _) ?? Interval.All;

    /// <summary>The objection to an interval that cannot be read.</summary>
    public static string Unreadable(string interval, string parameter) =>
        $"the interval '{interval}' of '{parameter}' cannot be read: write it like \"[0, 1)\", with ∞ or the name of "
        + "another hyperparameter as a bound";

    private static Interval? Read(IParameterSymbol parameter, IReadOnlyList<Argument> arguments, int index, out string text)
    {
        text = parameter.AttributeValue("IntervalAttribute") as string ?? "(-∞, ∞)";
        return Interval.Parse(text, name => arguments.FirstOrDefault(a => a.Name == name)?.NumberAt(index));
    }

    /// <summary>Reports a value that is missing, not finite or out of range.</summary>
    /// <param name="allowMissing">True if the default may be NaN, that is, not given.</param>
    /// <param name="isFloat">True if steps compute with the value in float.</param>
    public static void Check(
        Argument argument, IReadOnlyList<Argument> arguments, string owner, bool allowMissing, Reporter reporter,
        bool isFloat = false)
    {
        if (argument.Value is { Kind: TypedConstantKind.Enum, Type: { } type } && argument.Member is null)
        {
            var members = type.GetMembers().OfType<IFieldSymbol>().Select(f => $"{type.Name}.{f.Name}");
            reporter.Error(Descriptors.OutOfRange, argument.Location, argument.Label, owner, argument.Shown,
                $"{{{string.Join(", ", members)}}}");
        }

        int count = argument.IsArray ? argument.Elements.Length : 1;
        for (int i = 0; i < count && IsFine(argument, arguments, i, owner, allowMissing, reporter, isFloat); i++)
        {
        }
    }

    private static bool IsFine(
        Argument argument, IReadOnlyList<Argument> arguments, int index, string owner, bool allowMissing, Reporter reporter,
        bool isFloat)
    {
        if (argument.NumberAt(index) is not { } value || (allowMissing && argument.IsDefault && double.IsNaN(value)))
            return true;
        if (Read(argument.Parameter, arguments, index, out string text) is not { } range)
        {
            reporter.Error(Descriptors.UnusableKernel, argument.Location, owner, Unreadable(text, argument.Name));
        }
        else if (argument is { IsDefault: true, IsGiven: false } && double.IsNaN(value))
            reporter.Error(Descriptors.MissingValue, argument.Location, argument.Label, owner);
        else if (!range.Contains(value))
            reporter.Error(Descriptors.OutOfRange, argument.Location,
                argument.IsArray ? $"{argument.Label}[{index}]" : argument.Label, owner,
                argument.IsArray ? Argument.NumberText(value) : argument.Shown, range.ToString());
        else if (isFloat && !range.ContainsInFloat(value))
        {
            reporter.Error(
                Descriptors.OutOfRange, argument.Location, argument.Label, owner, argument.Shown,
                $"{range.InFloat}, as the parameters are float");
        }
        else
            return true;
        return false;
    }
}
