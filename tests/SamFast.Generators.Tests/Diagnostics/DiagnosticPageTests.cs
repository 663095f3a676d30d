using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SamFast.Generators.Tests;

/// <summary>The page of diagnostics is current. Its examples and messages are those of the tests.</summary>
public class DiagnosticPageTests
{
    private static readonly string _path = Path.Combine(
        Project.Directory, "..", "..", Diagnostics.DiagnosticPage.Path.Replace('/', Path.DirectorySeparatorChar));

    private static readonly Lazy<string> _text = new(Text);

    public static TheoryData<string> Ids => [.. Descriptors().Select(d => d.Id)];

    [Fact]
    public void The_page_is_current()
    {
        string text = _text.Value;
        if (Environment.GetEnvironmentVariable("SAMFAST_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(_path, text);

        Assert.True(
            File.ReadAllText(_path) == text, $"{_path} is stale: set SAMFAST_UPDATE_SNAPSHOTS=1 and test again");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_help_link_of_a_diagnostic_leads_to_its_row(string id)
    {
        string[] link = Diagnostics.DiagnosticPage.Link("https://host.example/samfast.git", id)!.Split('#');

        Assert.Equal(2, link.Length);
        Assert.Equal("https://host.example/samfast/blob/HEAD/" + Diagnostics.DiagnosticPage.Path, link[0]);
        Assert.Contains($"| <a id=\"{link[1]}\"></a>{id} |", _text.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_help_link_is_empty_or_an_absolute_address(string id)
    {
        string link = Descriptors().Single(d => d.Id == id).HelpLinkUri;
        Assert.True(link.Length == 0 || Uri.IsWellFormedUriString(link, UriKind.Absolute), link);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/work/clone")]
    [InlineData("file:///work/clone")]
    [InlineData("git@host.example:samfast.git")]
    public void A_repository_without_an_address_gives_no_help_link(string? repository) =>
        Assert.Null(Diagnostics.DiagnosticPage.Link(repository, "SF0001"));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_description_of_a_diagnostic_is_the_text_of_its_row(string id)
    {
        string description = Descriptors().Single(d => d.Id == id).Description.ToString(CultureInfo.InvariantCulture);
        var example = DiagnosticCases.All.Values.First(c => c.Id == id);

        Assert.StartsWith(Descriptors().Single(d => d.Id == id).Title.ToString(CultureInfo.InvariantCulture), description, StringComparison.Ordinal);
        Assert.Contains(example.Words[0], description, StringComparison.Ordinal);
        Assert.DoesNotContain("\\", description, StringComparison.Ordinal);
    }

    private static string Text()
    {
        var text = new StringBuilder(
            """
            # Diagnostics

            A test writes this page (`DiagnosticPageTests`): each row has a faulty declaration and its message. An error leaves the class
            without its generated half. A warning is about the order of a chain: the class is generated as declared, but the order is rarely
            intended. If it is, write `#pragma warning disable` before the class. An info is about the configuration of the project.

            | id | title | severity | example | message |
            |---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var descriptor in Descriptors())
        {
            var (key, example) = DiagnosticCases.All.First(c => c.Value.Id == descriptor.Id);
            string message = DiagnosticTests.Outcomes[key].Mistakes.First(m => m.Id == descriptor.Id).GetMessage(CultureInfo.InvariantCulture);
            string severity = descriptor.DefaultSeverity.ToString().ToLowerInvariant();
            text.Append(CultureInfo.InvariantCulture,
                $"| <a id=\"{descriptor.Id.ToLowerInvariant()}\"></a>{descriptor.Id} | {Prose(descriptor.Title.ToString(CultureInfo.InvariantCulture))} | {severity} | ");
            text.Append(CultureInfo.InvariantCulture, $"{Code(example.Source)} | {Prose(message)} |\n");
        }

        return text.ToString();
    }

    private static string Code(string source) =>
        $"`{string.Join(' ', source.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal)}`";

    // Outside of code, brackets begin links and angle brackets begin tags.
    private static string Prose(string message)
    {
        var text = new StringBuilder();
        foreach (char c in message)
            text.Append(c is '[' or ']' or '<' or '>' or '|' or '*' or '_' or '`' ? $"\\{c}" : c);
        return text.ToString();
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors() => typeof(Diagnostics.Descriptors).GetFields()
        .Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>().OrderBy(d => d.Id, StringComparer.Ordinal);
}
