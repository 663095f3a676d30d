using Microsoft.CodeAnalysis;
using SamFast.Generators.Diagnostics;

namespace SamFast.Generators.Tests;

public class DiagnosticTests
{
    public static TheoryData<string> Mistakes => [.. DiagnosticCases.All.Keys];

    private static Dictionary<string, Outcome> Outcomes { get; } =
        DiagnosticCases.All.ToDictionary(c => c.Key, c => Compiler.Run(c.Value.Source));

    public static TheoryData<string> Ids => [.. Descriptors().Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_once_where_it_stands_and_in_words_that_help(string mistake)
    {
        var expected = DiagnosticCases.All[mistake];
        var diagnostic = Assert.Single(Outcomes[mistake].Mistakes);
        string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(expected.Id, diagnostic.Id);
        Assert.Equal(expected.At, diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
        foreach (var word in expected.Words)
            Assert.Contains(word, message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_class_with_a_mistake_gets_no_generated_file(string mistake)
    {
        var outcome = Outcomes[mistake];

        Assert.Null(outcome.GeneratorException);
        Assert.DoesNotContain(outcome.Diagnostics, d => d.Id == "AD0001");
        Assert.DoesNotContain(outcome.Generated.Keys, name => name.Contains("Subject", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_descriptor_has_a_case(string id) => Assert.Contains(DiagnosticCases.All.Values, c => c.Id == id);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_descriptor_is_in_the_release_notes_with_its_title(string id)
    {
        string[] notes = File.ReadAllLines(Path.Combine(Project.Generators, "AnalyzerReleases.Unshipped.md"));
        var descriptor = Descriptors().Single(d => d.Id == id);

        string note = Assert.Single(notes, line => line.StartsWith(id, StringComparison.Ordinal));
        Assert.Equal([id, descriptor.Category, descriptor.DefaultSeverity.ToString(), descriptor.Title.ToString()],
            note.Split('|').Select(cell => cell.Trim()));
    }

    [Fact]
    public void The_release_notes_list_no_rule_that_is_not_there()
    {
        string[] notes = File.ReadAllLines(Path.Combine(Project.Generators, "AnalyzerReleases.Unshipped.md"));
        Assert.Equal(Descriptors().Select(d => d.Id),
            notes.Where(line => line.StartsWith("SF", StringComparison.Ordinal)).Select(line => line[..6]));
    }

    [Fact]
    public void The_analyzer_supports_every_descriptor() =>
        Assert.Equal(Descriptors().Select(d => d.Id), new DeclarationAnalyzer().SupportedDiagnostics.Select(d => d.Id).Order());

    private static IEnumerable<DiagnosticDescriptor> Descriptors() => typeof(Descriptors).GetFields()
        .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(d => d.Id, StringComparer.Ordinal);
}
