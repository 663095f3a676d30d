using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SamFast.Generators.Diagnostics;

/// <summary>Converts diagnostics to values that the generator can cache, and back.</summary>
internal static class Mistakes
{
    private static readonly Dictionary<string, DiagnosticDescriptor> _rules = Descriptors.All.ToDictionary(rule => rule.Id);

    public static Mistake Keep(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var (first, last) = (place.StartLinePosition, place.EndLinePosition);
        return new Mistake(
            diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture), place.Path, diagnostic.Location.SourceSpan.Start,
            diagnostic.Location.SourceSpan.Length, first.Line, first.Character, last.Line, last.Character);
    }

    public static Diagnostic Show(Mistake mistake)
    {
        var rule = _rules[mistake.Id];
        var lines = new LinePositionSpan(new(mistake.FirstLine, mistake.FirstColumn), new(mistake.LastLine, mistake.LastColumn));
        return Diagnostic.Create(
            rule.Id, rule.Category, mistake.Message, rule.DefaultSeverity, rule.DefaultSeverity, isEnabledByDefault: true,
            warningLevel: rule.DefaultSeverity == DiagnosticSeverity.Error ? 0 : 1, rule.Title, rule.Description, rule.HelpLinkUri,
            Location.Create(mistake.Path, new TextSpan(mistake.Start, mistake.Length), lines), customTags: rule.CustomTags);
    }
}
