using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Model;

namespace SamFast.Generators.Parsing;

/// <summary>Checks declared values against their intervals.</summary>
internal static class Ranges
{
    /// <summary>The interval of a parameter; its bounds may be other arguments, by name.</summary>
    public static Interval Of(IParameterSymbol parameter, IReadOnlyList<Argument> arguments) =>
        Read(parameter, arguments, out _) ?? Interval.All;

    private static Interval? Read(IParameterSymbol parameter, IReadOnlyList<Argument> arguments, out string text)
    {
        text = parameter.AttributeValue("IntervalAttribute") as string ?? "(-∞, ∞)";
        return Interval.Parse(text, name => arguments.FirstOrDefault(a => a.Name == name)?.Number);
    }

    /// <summary>Reports a value that is missing, not finite or out of range.</summary>
    /// <param name="allowMissing">Whether the default may be NaN: "not given".</param>
    public static void Check(
        Argument argument, IReadOnlyList<Argument> arguments, string owner, bool allowMissing, Reporter reporter)
    {
        if (argument.Number is not { } value || (allowMissing && argument.IsDefault && double.IsNaN(value)))
            return;
        if (Read(argument.Parameter, arguments, out string text) is not { } range)
        {
            reporter.Error(Descriptors.UnusableKernel, argument.Location, owner,
                $"the interval '{text}' of '{argument.Name}' cannot be read: write it like \"[0, 1)\", with ∞ or the name of "
                + "another hyperparameter as a bound");
        }
        else if (argument.IsDefault && double.IsNaN(value))
            reporter.Error(Descriptors.MissingValue, argument.Location, argument.Label, owner);
        else if (!range.Contains(value))
            reporter.Error(Descriptors.OutOfRange, argument.Location, argument.Label, owner, argument.Shown, range.ToString());
    }
}
