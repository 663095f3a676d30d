using Microsoft.CodeAnalysis;
using SamFast.Generators.Symbols;

namespace SamFast.Generators.Kernels;

/// <summary>The rules for the intervals of a constructor's parameters that hold for every use of the attribute.</summary>
internal static class IntervalRules
{
    /// <summary>The problems of a class, each with its remedy.</summary>
    public static IEnumerable<string> Objections(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal)
        .SelectMany(constructor => constructor.Parameters).Select(Objection).OfType<string>();

    private static string? Objection(IParameterSymbol parameter)
    {
        if (parameter.AttributeValue("IntervalAttribute") is not string text)
            return null;
        if (Interval.Parse(text, name => Bound(name, parameter)) is not { } range)
            return Ranges.Unreadable(text, parameter.Name);
        if (range.IsEmpty)
            return $"the interval '{text}' of '{parameter.Name}' is empty: write the lower bound first";
        return Default(parameter) is { } value && !double.IsNaN(value) && range is { Low: not double.NaN, High: not double.NaN } && !range.Contains(value)
            ? $"the default {Argument.NumberText(value)} of '{parameter.Name}' is not in its interval {range}: change one of them"
            : null;
    }

    /// <summary>The default of another parameter; NaN if it has none, null if there is no such parameter.</summary>
    private static double? Bound(string name, IParameterSymbol parameter) =>
        ((IMethodSymbol)parameter.ContainingSymbol).Parameters.FirstOrDefault(other => other.Name == name) is { } other
            ? Default(other) ?? double.NaN : null;

    private static double? Default(IParameterSymbol parameter) =>
        parameter.HasExplicitDefaultValue ? Argument.NumberOf(parameter.ExplicitDefaultValue) : null;
}
