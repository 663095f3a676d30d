using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>Checks the length and the order of an array: <c>[Elements]</c>.</summary>
internal static class ElementRules
{
    /// <returns>True if the array satisfies its rule.</returns>
    public static bool Check(Argument argument, IReadOnlyList<Argument> arguments, string owner, Reporter reporter)
    {
        if (Objection(argument, arguments) is not { } objection)
            return true;
        reporter.Error(Descriptors.UnusableArray, argument.Location, argument.Label, owner, objection);
        return false;
    }

    private static string? Objection(Argument argument, IReadOnlyList<Argument> arguments)
    {
        var rule = argument.Parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass.IsLibrary("ElementsAttribute"));
        if (rule is null || argument.IsAbsent)
            return null;
        int count = argument.Elements.Length;
        if (rule.Named("AtLeast") is int least && count < least)
            return $"has {Elements(count)}: give at least {least}";
        if (rule.Named("AsManyAs") is string other && arguments.FirstOrDefault(a => a.Name == other) is { } twin
            && twin.Elements.Length is var expected && expected != count)
            return $"has {Elements(count)}, but {other} has {expected}: give one for each of {other}";
        if (rule.Named("Ascending") is not true)
            return null;
        return Enumerable.Range(1, Math.Max(0, count - 1)).All(i => argument.NumberAt(i) > argument.NumberAt(i - 1))
            ? null
            : $"is {argument.Shown}, but each must be larger than the one before: sort them, and remove duplicates";
    }

    private static string Elements(int count) => count == 1 ? "1 element" : $"{count} elements";
}
