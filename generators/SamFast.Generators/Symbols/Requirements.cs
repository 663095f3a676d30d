using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;

namespace SamFast.Generators.Symbols;

/// <summary>Checks the ranges that a flag requires of other arguments: <c>[Requires]</c>.</summary>
internal static class Requirements
{
    /// <param name="isScheduled">True if a schedule drives the argument with a label.</param>
    public static void Check(
        IReadOnlyList<Argument> arguments, string owner, Func<string, bool> isScheduled, Reporter reporter)
    {
        foreach (var (flag, name, range) in arguments.Where(a => a.Value is { Kind: TypedConstantKind.Primitive, Value: true }).SelectMany(Of))
        {
            if (arguments.FirstOrDefault(a => a.Name == name) is { Number: { } value } other && !double.IsNaN(value)
                && !isScheduled(other.Label) && Interval.Parse(range, _ => null) is { } interval && !interval.Contains(value))
            {
                reporter.Error(Descriptors.OutOfRange, flag.Location, other.Label, owner, other.Shown, $"{range} where {flag.Label} is true");
            }
        }
    }

    private static IEnumerable<(Argument Flag, string Name, string Range)> Of(Argument argument) =>
        argument.Parameter.GetAttributes().Where(a => a.AttributeClass?.Name == "RequiresAttribute" && a.ConstructorArguments.Length == 2)
            .Select(a => (argument, a.ConstructorArguments[0].Value as string ?? "", a.ConstructorArguments[1].Value as string ?? ""));
}
