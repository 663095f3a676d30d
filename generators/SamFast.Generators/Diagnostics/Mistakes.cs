using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Diagnostics;

/// <summary>Converts diagnostics to values that the generator can cache, and back.</summary>
internal static class Mistakes
{
    private static readonly Dictionary<string, DiagnosticDescriptor> _rules = Descriptors.All.ToDictionary(rule => rule.Id);

    public static Mistake Keep(Diagnostic diagnostic) =>
        new(diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture), Place.Of(diagnostic.Location));

    public static Mistake Keep(DiagnosticDescriptor rule, Place place, params object[] arguments) =>
        Keep(Diagnostic.Create(rule, Location.None, arguments)) with { Place = place };

    public static Diagnostic Show(Mistake mistake)
    {
        var rule = _rules[mistake.Id];
        return Diagnostic.Create(
            rule.Id, rule.Category, mistake.Message, rule.DefaultSeverity, rule.DefaultSeverity, isEnabledByDefault: true,
            warningLevel: rule.DefaultSeverity == DiagnosticSeverity.Error ? 0 : 1, rule.Title, rule.Description, rule.HelpLinkUri,
            mistake.Place.ToLocation(), customTags: rule.CustomTags);
    }
}
