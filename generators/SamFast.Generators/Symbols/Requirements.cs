using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;

namespace SamFast.Generators.Symbols;

/// <summary>Checks what an argument that is true requires of the others: <c>[Requires]</c>.</summary>
internal static class Requirements
{
    /// <param name="isScheduled">Whether a schedule drives an argument, by its label.</param>
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
